"""The conformance self-test: asks any CDS Hooks service over HTTP and says which requirements it meets.

It knows the specification and nothing of this service, so that it can judge others: it imports no other part.
"""
