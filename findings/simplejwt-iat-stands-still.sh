#!/usr/bin/env bash
# Package:   python3-djangorestframework-simplejwt 5.2.2-1 of Debian 12, with python3-django 3:3.2.25-0+deb12u3,
#            python3-djangorestframework 3.14.0-2+deb12u1 and python3-jwt 2.6.0-1+deb12u1.
# Valid input: a refresh token that was issued some time ago (dated with set_iat() and set_exp()), default lifetimes
#            (an access token: 5 minutes, a refresh token: a day), and the serializer of the view that refreshes.
# Behaviour: the access token given for a refresh token has the `iat` of that refresh token, not the time of its own issue,
#            while its `exp` is counted from now: `exp - iat` is more than its lifetime, and grows with each refresh.
#            With ROTATE_REFRESH_TOKENS the new access token has the `iat` of the refresh token before, too; the new
#            refresh token has one of its own, so that the growth starts afresh with each rotation.
# Output seen (minutes from now, and exp - iat in minutes):
#   a new access token: iat 0, exp 5, exp - iat 5
#   access_token of a refresh token issued 0 minutes ago: iat 0, exp 5, exp - iat 5
#   access_token of a refresh token issued 10 minutes ago: iat -10, exp 5, exp - iat 15
#   access_token of a refresh token issued 60 minutes ago: iat -60, exp 5, exp - iat 65
#   refreshed after 10 minutes: iat -10, exp 5, exp - iat 15
#   refreshed after 60 minutes: iat -60, exp 5, exp - iat 65
#   refreshed after 60 minutes with rotation: iat -60, exp 5, exp - iat 65
#   its new refresh token: iat 0, exp 1440, exp - iat 1440
# Ends with 0 when that is seen again, else with 1. Needs apt-get with the package lists of Debian 12, dpkg, and the Python
# of Debian 12 (3.11): /usr/bin/python3 if there is one, else the first python3 of the PATH. Takes some seconds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/refresh.py" <<'SCRIPT'
import sys
from datetime import timedelta

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="a key for this script only, long enough for HS256",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "rest_framework",
        "rest_framework_simplejwt",
    ],
    SIMPLE_JWT={"ROTATE_REFRESH_TOKENS": "rotation" in sys.argv},
)
django.setup()

from rest_framework_simplejwt.serializers import TokenRefreshSerializer
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken
from rest_framework_simplejwt.utils import aware_utcnow, datetime_to_epoch


def refresh_token(minutes_ago):
    """The text of a refresh token as it was issued that long ago."""
    issued = aware_utcnow() - timedelta(minutes=minutes_ago)
    token = RefreshToken()
    token.set_iat(at_time=issued)
    token.set_exp(from_time=issued)
    return str(token)


def show(name, token):
    now = datetime_to_epoch(aware_utcnow())
    iat, exp = (round((token[claim] - now) / 60) for claim in ("iat", "exp"))
    lifetime = round((token["exp"] - token["iat"]) / 60)
    print(f"{name}: iat {iat}, exp {exp}, exp - iat {lifetime}")


def refreshed(minutes_ago):
    serializer = TokenRefreshSerializer(data={"refresh": refresh_token(minutes_ago)})
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


if "rotation" in sys.argv:
    reply = refreshed(60)
    show("refreshed after 60 minutes with rotation", AccessToken(reply["access"]))
    show("its new refresh token", RefreshToken(reply["refresh"]))
else:
    show("a new access token", AccessToken(str(AccessToken())))
    for minutes in (0, 10, 60):
        access = AccessToken(str(RefreshToken(refresh_token(minutes)).access_token))
        show(f"access_token of a refresh token issued {minutes} minutes ago", access)
    for minutes in (10, 60):
        show(f"refreshed after {minutes} minutes", AccessToken(refreshed(minutes)["access"]))
SCRIPT

mkdir "$folder/packages"
cd "$folder/packages"
apt-get download -qq -o APT::Sandbox::User="$(id -un)" \
  python3-djangorestframework-simplejwt=5.2.2-1 \
  python3-django=3:3.2.25-0+deb12u3 \
  python3-djangorestframework=3.14.0-2+deb12u1 \
  python3-jwt=2.6.0-1+deb12u1 \
  python3-asgiref=3.6.0-1 \
  python3-sqlparse=0.4.2-1+deb12u1 \
  python3-tz=2022.7.1-4 \
  python3-pkg-resources=66.1.1-1+deb12u2
for package in *.deb; do dpkg -x "$package" "$folder/unpacked"; done
cd - > /dev/null

python=/usr/bin/python3
[ -x "$python" ] || python=$(command -v python3)
export PYTHONPATH="$folder/unpacked/usr/lib/python3/dist-packages" PYTHONNOUSERSITE=1

expected=$(sed -n '/^# Output seen/,/^# Ends with/s/^#   //p' "$0")
seen=$("$python" "$folder/refresh.py" && "$python" "$folder/refresh.py" rotation)
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "That is not what was seen before." >&2
  exit 1
fi
