#!/usr/bin/env bash
# nginx: answers 413, 429, 502 and 503 as real proxies do, with pages of HTML. Debian's nginx-light.
source "$(dirname "${BASH_SOURCE[0]}")/bring.sh"
PATH=$PATH:/usr/sbin
command -v nginx >/dev/null || { [ "${1:-}" != --find ] || exit 1; from_debian nginx-light; }
command -v nginx
