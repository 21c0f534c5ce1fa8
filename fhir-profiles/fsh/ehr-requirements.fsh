// What the app needs of an EHR's FHIR server: the same list as LAUNCH_ACCESS of lib/launch, which a test holds equal.
RuleSet: Serve(type, code, why)
* rest.resource[+].type = #{type}
* rest.resource[=].extension[+].url = $expectation
* rest.resource[=].extension[=].valueCode = #{code}
* rest.resource[=].documentation = {why}

RuleSet: Interact(interaction, code)
* rest.resource[=].interaction[+].code = #{interaction}
* rest.resource[=].interaction[=].extension[+].url = $expectation
* rest.resource[=].interaction[=].extension[=].valueCode = #{code}

RuleSet: Search(name, type, code)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].type = #{type}
* rest.resource[=].searchParam[=].extension[+].url = $expectation
* rest.resource[=].searchParam[=].extension[=].valueCode = #{code}

Instance: sightline-ehr-requirements
InstanceOf: CapabilityStatement
Usage: #definition
Title: "What Sightline requires of an EHR"
* url = "https://sightline.example/fhir/CapabilityStatement/sightline-ehr-requirements"
* name = "SightlineEhrRequirements"
* title = "What Sightline requires of an EHR"
* status = #draft
* experimental = false
* date = "2026-11-26"
* description = "SHALL: without it nothing is analysed. SHOULD: without it the result or its study comes another way (image archive, HL7 v2, a document). MAY: makes it better where it is there."
* kind = #requirements
* fhirVersion = #4.0.1
* format[0] = #application/fhir+json
* rest.mode = #server
* rest.security.cors = false
* rest.security.service = $smart-services#SMART-on-FHIR
* rest.security.description = "SMART App Launch 2.2 with PKCE S256, from the patient's chart."
* insert Serve(Patient, SHALL, "Read before the analysis and again before filing: identifiers\, birth date and sex are compared with each film.")
* insert Interact(read, SHALL)
* insert Interact(search-type, MAY)
* insert Search(identifier, token, MAY)
* insert Serve(Practitioner, MAY, "The name of who launched and signs.")
* insert Interact(read, MAY)
* insert Serve(ImagingStudy, SHOULD, "The patient's studies; without it they are looked up in the image archive.")
* insert Interact(read, SHOULD)
* insert Interact(search-type, SHOULD)
* insert Search(patient, reference, SHOULD)
* insert Search(identifier, token, MAY)
* insert Serve(Endpoint, MAY, "Where the images are; without it the site's own archives are asked.")
* insert Interact(read, MAY)
* insert Interact(search-type, MAY)
* insert Serve(ServiceRequest, SHOULD, "The order's number\, which the result carries.")
* insert Interact(read, SHOULD)
* insert Interact(search-type, SHOULD)
* insert Search(patient, reference, SHOULD)
* insert Serve(DiagnosticReport, SHOULD, "The report. Without create it goes by HL7 v2 or as a document.")
* rest.resource[=].supportedProfile = Canonical(SightlineDiagnosticReport)
* rest.resource[=].conditionalCreate = true
* rest.resource[=].conditionalUpdate = true
* insert Interact(create, SHOULD)
* insert Interact(update, SHOULD)
* insert Interact(read, MAY)
* insert Interact(search-type, SHOULD)
* insert Search(identifier, token, SHOULD)
* insert Serve(Observation, SHOULD, "One for each finding.")
* rest.resource[=].supportedProfile = Canonical(SightlineFinding)
* rest.resource[=].conditionalCreate = true
* rest.resource[=].conditionalUpdate = true
* insert Interact(create, SHOULD)
* insert Interact(update, SHOULD)
* insert Interact(read, MAY)
* insert Interact(search-type, MAY)
* insert Search(identifier, token, MAY)
* insert Serve(Device, MAY, "The model. Without it what refers to it does so in words.")
* rest.resource[=].supportedProfile = Canonical(SightlineModel)
* rest.resource[=].conditionalCreate = true
* insert Interact(create, MAY)
* insert Interact(update, MAY)
* insert Interact(read, MAY)
* insert Interact(search-type, MAY)
* insert Search(identifier, token, MAY)
* insert Serve(DocumentReference, SHOULD, "The report as PDF\, where the EHR takes no report; and the model's card.")
* rest.resource[=].supportedProfile[0] = Canonical(SightlineReportDocument)
* rest.resource[=].supportedProfile[1] = Canonical(SightlineModelCard)
* rest.resource[=].conditionalCreate = true
* insert Interact(create, SHOULD)
* insert Interact(search-type, SHOULD)
* insert Search(identifier, token, SHOULD)
* insert Serve(Provenance, MAY, "Who made it and who signed. R4's Provenance has no identifier: it is updated as created\, under an id of ours.")
* rest.resource[=].supportedProfile = Canonical(SightlineProvenance)
* rest.resource[=].updateCreate = true
* insert Interact(update, MAY)
* rest.interaction[+].code = #transaction
* rest.interaction[=].extension[+].url = $expectation
* rest.interaction[=].extension[=].valueCode = #SHOULD
