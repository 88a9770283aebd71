"""How allauth is fitted into this house: accounts, second factors, an identity provider."""
