Profile: SightlineReportDocument
Parent: $us-core-documentreference
Id: sightline-report-document
Title: "Sightline report document"
Description: "The report as one file (PDF/A-2a, or HTML where no PDF could be made), for an EHR that takes documents and no reports. Each version is a document that replaces the one before it."
* insert AIAsserted
* insert BusinessIdentifiers
* modifierExtension 0..0
* text 1..1 MS
* masterIdentifier 1..1 MS
* docStatus 1..1 MS
* type = $loinc#18748-4
* category[uscore] 1..1
* category[uscore] = $us-core-documentreference-category#clinical-note
* date 1..1
* author 1..*
* authenticator MS
* authenticator ^short = "Who signed; nobody, where nobody did"
* relatesTo.code = #replaces
* description 1..1 MS
* description ^short = "Title, status and the statement that AI produced this"
* content 1..1
* content.attachment.contentType 1..1
* content.attachment.language 1..1
* content.attachment.data 1..1
* content.attachment.title 1..1
* content.attachment.creation 1..1
* content.attachment.size 1..1
* content.attachment.hash 1..1
* context 1..1
* context.related 1..*
* obeys sightline-document-signed and sightline-document-type

Invariant: sightline-document-signed
Description: "Final and amended name who signed; nothing else does."
Severity: #error
Expression: "(docStatus = 'final' or docStatus = 'amended') = authenticator.exists()"

Invariant: sightline-document-type
Description: "PDF or HTML."
Severity: #error
Expression: "content.attachment.all(contentType = 'application/pdf' or contentType = 'text/html')"
