"""Mail out and mail in: one message per unit, sent at most once; attachments fetched back.

Nothing leaves the machine unless it is asked twice: `--smtp`, and the number of messages.
"""
