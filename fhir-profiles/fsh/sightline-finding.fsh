Profile: SightlineFinding
Parent: Observation
Id: sightline-finding
Title: "Sightline finding"
Description: "One finding that a model looked for on a patient's films: whether it is there by the model's operating point, how probable, on which study, by which model. Never final without a clinician."
* meta.security 1..*
* meta.security ^slicing.discriminator.type = #pattern
* meta.security ^slicing.discriminator.path = "$this"
* meta.security ^slicing.rules = #open
* meta.security contains aiAsserted 1..1
* meta.security[aiAsserted] = $v3-ObservationValue#AIAST
* text 1..1 MS
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* status MS
* category 1..*
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains imaging 1..1
* category[imaging] = $observation-category#imaging
* code.text 1..1 MS
* subject 1..1 MS
* subject only Reference(Patient)
* issued 1..1
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept.text 1..1
* interpretation 1..1
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
* component contains probability 1..1 MS and operatingPoint 1..1 MS and sensitivity 0..1 and specificity 0..1 and film 0..*
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
* component[specificity].code = $sightline#specificity
* component[specificity].value[x] only Quantity
* component[film].code = $sightline#sop-instance-uid
* component[film].value[x] only string
* obeys sightline-probability

Invariant: sightline-probability
Description: "A probability lies between 0 and 1."
Severity: #error
Expression: "component.where(code.coding.where(code = 'probability').exists()).value.all($this.value >= 0 and $this.value <= 1)"
