"""Writes the schema and the Terraform mapping that the Kubernetes provider embeds, from the provider's own module.

usage: embed.py FOLDER_OF_THE_JSON_FILES VERSION
The schema takes the version under which the plugin is installed, as the schema of an official release would.
"""
import json
import sys

folder, version = sys.argv[1:]
for name in "schema", "terraform-mapping":
    with open(f"{folder}/{name}.json") as source:
        data = json.load(source)
    if name == "schema":
        data["version"] = version
    with open(f"{name}-embed.json", "w") as target:
        json.dump(data, target, separators=(",", ":"))
