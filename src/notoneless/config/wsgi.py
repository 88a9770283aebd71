"""The entry for a server of pages."""

import os

from django.core.wsgi import get_wsgi_application

from notoneless.config.serving.parentage import end_with_parent

end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notoneless.config.settings.production")
application = get_wsgi_application()
