Alias: $sct = http://snomed.info/sct
Alias: $loinc = http://loinc.org
Alias: $ucum = http://unitsofmeasure.org
Alias: $v3-ObservationValue = http://terminology.hl7.org/CodeSystem/v3-ObservationValue
Alias: $observation-category = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $AIdeviceTypeCS = http://hl7.org/fhir/uv/aitransparency/CodeSystem/AIdeviceTypeCS
Alias: $sightline = https://sightline.example/fhir/CodeSystem/sightline
