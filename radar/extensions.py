"""The Flask extensions, made once and bound to an application by the factory."""

from flask_babel import Babel
from flask_compress import Compress
from flask_wtf import CSRFProtect

from radar.database import Database

babel = Babel()
compress = Compress()
csrf = CSRFProtect()
database = Database()
