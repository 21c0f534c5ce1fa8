Profile: SightlineDiagnosticReport
Parent: $us-core-diagnosticreport-note
Id: sightline-diagnostic-report
Title: "Sightline diagnostic report"
Description: "What a model found on one imaging study. Preliminary until a clinician signs; the AI statement stands in the text, the conclusion and the security label."
* insert AIAsserted
* insert BusinessIdentifiers
* text 1..1 MS
* basedOn MS
* category[us-core] 1..1
* category[us-core] = $loinc#LP29684-5
* code.text 1..1 MS
* issued 1..1
* resultsInterpreter MS
* resultsInterpreter ^short = "Who signed; nobody, where nobody did"
* result only Reference(SightlineFinding)
* imagingStudy 1..* MS
* conclusion 1..1 MS
* presentedForm 1..*
* presentedForm.contentType 1..1
* presentedForm.language 1..1
* presentedForm.data 1..1
* presentedForm.title 1..1
* obeys sightline-signed and sightline-unsigned

Invariant: sightline-signed
Description: "Final, amended and corrected name who signed."
Severity: #error
Expression: "(status = 'final' or status = 'amended' or status = 'corrected') implies resultsInterpreter.exists()"

Invariant: sightline-unsigned
Description: "A report that nobody signed names no interpreter, and has no status that claims one."
Severity: #error
Expression: "(status = 'final' or status = 'amended' or status = 'corrected') or (resultsInterpreter.empty() and (status = 'registered' or status = 'preliminary' or status = 'cancelled' or status = 'entered-in-error'))"
