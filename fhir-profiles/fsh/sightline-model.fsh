Profile: SightlineModel
Parent: $AI-Device
Id: sightline-model
Title: "Sightline model"
Description: "One model version on one kind of hardware, named by the SHA-256 of its weights, typed as HL7 AI Transparency on FHIR types an AI Device."
* identifier 2..* MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains execution 1..1 and sha256 1..1
* identifier[execution].system 1..1
* identifier[execution].system = "https://sightline.example/fhir/sid/model-execution"
* identifier[execution].value 1..1
* identifier[sha256].system 1..1
* identifier[sha256].system = "https://sightline.example/fhir/sid/model-sha256"
* identifier[sha256].value 1..1
* deviceName 1..* MS
* modelNumber 1..1 MS
* version 1..* MS
* safety 1..*
* safety ^short = "Regulatory status, in words"
* property 3..*
* property ^short = "What ran it: provider, precision, processor or card"
