#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# 練習用の台帳を作り、架空の人たちが決裁、申告、ゲートを記録します。
# Makes a rehearsal ledger in which the fictional people grant, state, decide and move the gates.
# ledger.sh [--mend FILE] [FOLDER]
. "$(dirname "$0")/../rehearsal.sh"
rehearse kakehashi-hub "$@"
