"""What a site's host is told and shows with it: headers, notices of licences, the addresses that it keeps.

In: a built site. Out: files of it, and addresses.txt of the project.
"""
