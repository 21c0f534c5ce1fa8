Profile: SightlineProvenance
Parent: $AI-Provenance
Id: sightline-provenance
Title: "Sightline provenance"
Description: "The model is the author of what is named here (AIAST); a clinician who signed it attests it."
* target 1..* MS
* recorded 1..1
* activity 1..1
* agent[AIagent] 1..1
* agent[AIagent].type = $provenance-participant-type#author
* agent[AIagent].who only Reference(SightlineModel)
