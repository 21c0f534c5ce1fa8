"""hl7apy's strict validation: a JSON list of messages in, for each the errors that it finds out."""
import json
import sys

from hl7apy.exceptions import HL7apyException
from hl7apy.parser import parse_message


def errors(text):
    try:
        parse_message(text, validation_level=1, find_groups=True).validate()
    except HL7apyException as problem:
        return [f"{type(problem).__name__}: {problem}"]
    return []


print(json.dumps([errors(text) for text in json.load(sys.stdin)]))
