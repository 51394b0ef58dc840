"""The guideline made executable: standard library only, no FHIR, no HTTP, no clock."""
