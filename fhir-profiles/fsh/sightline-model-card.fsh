Profile: SightlineModelCard
Parent: $AI-ModelCard
Id: sightline-model-card
Title: "Sightline model card"
Description: "The card of one model version as its package brings it, in Markdown. It concerns no patient."
* identifier 1..* MS
* identifier.system 1..1
* identifier.system = "https://sightline.example/fhir/sid/model-card"
* identifier.value 1..1
* category[AImodelCardMD] 1..1
* subject 0..0
* description 1..1
* content[MarkdownFormat] 1..1
* content[MarkdownFormat].attachment.data 1..1
* content[MarkdownFormat].attachment.title 1..1
