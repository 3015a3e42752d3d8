"""The LGPD centre: a person's data, requests of data subjects, legal holds, retention."""
