Profile: SightlineDiagnosticReport
Parent: DiagnosticReport
Id: sightline-diagnostic-report
Title: "Sightline diagnostic report"
Description: "What a model found on one imaging study. Preliminary until a clinician signs; the AI statement stands in the text, the conclusion and the security label."
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
* basedOn MS
* status MS
* category 1..*
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains radiology 1..1
* category[radiology] = $loinc#LP29684-5
* code.text 1..1 MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* issued 1..1 MS
* result 1..* MS
* result only Reference(SightlineFinding)
* imagingStudy 1..* MS
* conclusion 1..1 MS
* presentedForm 1..* MS
* presentedForm.contentType 1..1
* presentedForm.data 1..1
* obeys sightline-unsigned

Invariant: sightline-unsigned
Description: "A report that nobody has interpreted is preliminary."
Severity: #error
Expression: "resultsInterpreter.exists() or status = 'preliminary' or status = 'registered' or status = 'cancelled' or status = 'entered-in-error'"
