// Every resource that states what AI found carries the mark that AI asserted it.
RuleSet: AIAsserted
* meta.security 1..*
* meta.security ^slicing.discriminator.type = #pattern
* meta.security ^slicing.discriminator.path = "$this"
* meta.security ^slicing.rules = #open
* meta.security contains aiAsserted 1..1
* meta.security[aiAsserted] = $v3-ObservationValue#AIAST

// By which a destination knows what it already has, and which version of it.
RuleSet: BusinessIdentifiers
* identifier 2..* MS
* identifier.system 1..1
* identifier.value 1..1
