Profile: SightlineModel
Parent: Device
Id: sightline-model
Title: "Sightline model"
Description: "One model file, named by the SHA-256 of its weights, typed as HL7 AI Transparency on FHIR types an AI Device."
* identifier 1..* MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains sha256 1..1
* identifier[sha256].system 1..1
* identifier[sha256].system = "https://sightline.example/fhir/sid/model-sha256"
* identifier[sha256].value 1..1
* deviceName 1..* MS
* modelNumber 1..1 MS
* version 1..* MS
* type 1..1 MS
* type = $AIdeviceTypeCS#Artificial-Intelligence
* safety 1..*
* safety ^short = "Regulatory status, in words"
