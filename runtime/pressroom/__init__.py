"""The press room: a loopback server that stands in for real sites, in the demo and in tests.

It follows the structure our sources declare and is filled with texts written for this project.
It proves wiring, not sites.
"""
