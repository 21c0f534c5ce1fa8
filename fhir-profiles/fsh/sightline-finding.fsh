Profile: SightlineFinding
Parent: $us-core-observation-clinical-result
Id: sightline-finding
Title: "Sightline finding"
Description: "One finding that a model looked for on a patient's films: whether it is there by the model's operating point, how probable, on which study, by which model. Never final without a clinician. What was withdrawn states no value."
* insert AIAsserted
* insert BusinessIdentifiers
* text 1..1 MS
* category[us-core] 1..1
* category[us-core] = $observation-category#imaging
* code.text 1..1 MS
* code.coding 1..*
* issued 1..1
* performer MS
* performer ^short = "Who signed; nobody, where nobody did"
* value[x] only CodeableConcept
* valueCodeableConcept from SightlinePresence (extensible)
* valueCodeableConcept.text 1..1
* interpretation 0..1
* interpretation from SightlineInterpretation (required)
* note 1..* MS
* note ^short = "The statement that AI produced this"
* bodySite MS
* bodySite ^short = "Side of the patient, where the model shows one"
* method.text 1..1
* device 1..1 MS
* device only Reference(SightlineModel)
* derivedFrom 1..* MS
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains probability 0..1 MS and operatingPoint 0..1 MS and sensitivity 0..1 and specificity 0..1 and film 0..* and mapRegion 0..*
* component[probability].code = $sightline#probability
* component[probability].value[x] 1..1
* component[probability].value[x] only Quantity
* component[probability].valueQuantity = $ucum#1
* component[probability] ^short = "Calibrated, 0 to 1"
* component[operatingPoint].code = $sightline#operating-point
* component[operatingPoint].value[x] 1..1
* component[operatingPoint].value[x] only Quantity
* component[operatingPoint].valueQuantity = $ucum#1
* component[sensitivity].code = $sightline#sensitivity
* component[sensitivity].value[x] only Quantity
* component[sensitivity].valueQuantity = $ucum#1
* component[specificity].code = $sightline#specificity
* component[specificity].value[x] only Quantity
* component[specificity].valueQuantity = $ucum#1
* component[film].code = $sightline#sop-instance-uid
* component[film].value[x] only string
* component[mapRegion].code = $sightline#map-region
* component[mapRegion].value[x] only string
* obeys sightline-probability and sightline-stated and sightline-withdrawn and sightline-finding-signed

Invariant: sightline-probability
Description: "A probability lies between 0 and 1."
Severity: #error
Expression: "component.where(code.coding.where(code = 'probability').exists()).value.all($this.value >= 0 and $this.value <= 1)"

Invariant: sightline-stated
Description: "What is not withdrawn states presence, probability and operating point."
Severity: #error
Expression: "status = 'cancelled' or status = 'entered-in-error' or (value.exists() and interpretation.exists() and component.where(code.coding.where(code = 'probability').exists()).exists() and component.where(code.coding.where(code = 'operating-point').exists()).exists())"

Invariant: sightline-withdrawn
Description: "What is withdrawn states nothing that a reader could take for a finding."
Severity: #error
Expression: "(status = 'cancelled' or status = 'entered-in-error') implies (value.empty() and interpretation.empty() and component.empty() and bodySite.empty() and dataAbsentReason.exists())"

Invariant: sightline-finding-signed
Description: "Final, amended and corrected name who signed; nothing else names a performer."
Severity: #error
Expression: "(status = 'final' or status = 'amended' or status = 'corrected') = performer.exists()"
