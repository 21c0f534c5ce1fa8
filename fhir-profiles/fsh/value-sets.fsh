ValueSet: SightlinePresence
Id: sightline-presence
Title: "Presence of a finding"
Description: "By the model's operating point. No public code for indeterminate is confirmed: its text stands alone."
* ^experimental = false
* $sct#52101004 "Present"
* $sct#2667000 "Absent"
* $radlex#RID28472
* $radlex#RID28473

ValueSet: SightlineInterpretation
Id: sightline-interpretation
Title: "Interpretation of a finding"
Description: "Against the model's own points: at or above the operating point, below the rule-out point (or the operating point where there is no other), between them."
* ^experimental = false
* $v3-ObservationInterpretation#POS "Positive"
* $v3-ObservationInterpretation#NEG "Negative"
* $v3-ObservationInterpretation#IND "Indeterminate"

ValueSet: SightlineFindingCodes
Id: sightline-finding-codes
Title: "Findings that Sightline knows"
Description: "The findings of the models that come with Sightline: our own code, and the public ones that a source confirmed. A hospital's own model may bring others."
* ^experimental = false
* $sightline#effusion
* $sightline#cardiomegaly
* $sightline#pneumothorax
* $sightline#consolidation
* $sightline#atelectasis
* $sightline#nodule
* $sightline#mass
* $sightline#fibrosis
* $sightline#edema
* $sightline#emphysema
* $sct#60046008 "Pleural effusion"
* $sct#8186001 "Cardiomegaly"
* $sct#36118008 "Pneumothorax"
* $sct#95436008 "Consolidation"
* $sct#46621007 "Atelectasis"
* $sct#786838002 "Nodule of lung"
* $sct#309529002 "Mass of lung"
* $sct#51615001 "Fibrosis of lung"
* $radlex#RID34539
* $radlex#RID5352
* $radlex#RID43255
* $radlex#RID28493
* $radlex#RID50149
* $radlex#RID39056
* $radlex#RID3820

ValueSet: SightlineMeasures
Id: sightline-measures
Title: "Measures of a finding"
Description: "Component codes of a Sightline finding."
* ^experimental = false
* $sightline#probability
* $sightline#operating-point
* $sightline#sensitivity
* $sightline#specificity
* $sightline#sop-instance-uid
* $sightline#map-region
