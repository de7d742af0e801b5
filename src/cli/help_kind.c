/* SPDX-License-Identifier: Apache-2.0 */
/* `sekisho help KIND`: what a kind is for and what its fields may hold, out of the kind's file. */
#include <stdio.h>
#include <string.h>

#include "cli_private.h"

#define INDENT "      "

static const struct label TYPE_LABELS[] = {
	[FIELD_TEXT] = { "1行の文", "one line of text" },
	[FIELD_PROSE] = { "文章", "text" },
	[FIELD_LABEL] = { "名前({ja: …, en: …} も可)", "a name ({ja: …, en: …} too)" },
	[FIELD_BOOL] = { "true か false", "true or false" },
	[FIELD_INT] = { "整数", "a whole number" },
	[FIELD_COUNT] = { "0以上の整数", "a whole number from 0" },
	[FIELD_MONEY] = { "円", "yen" },
	[FIELD_PERCENT] = { "0から100", "0 to 100" },
	[FIELD_TIME] = { "日時(2026-04-07T09:00:00+09:00)", "a time (2026-04-07T09:00:00+09:00)" },
	[FIELD_DATE] = { "日付(2026-04-07)", "a date (2026-04-07)" },
	[FIELD_UNTIL] = { "その日まで(2027-03-31)", "up to and with that day (2027-03-31)" },
	[FIELD_DURATION] = { "期間(15min、8h、5d、6mo、1y)", "a duration (15min, 8h, 5d, 6mo, 1y)" },
	[FIELD_CIA] = { "格付(C2 I2 A1)", "a classification (C2 I2 A1)" },
	[FIELD_ENUM] = { "次のどれか", "one of" },
	[FIELD_REF] = { "参照", "a reference" },
	[FIELD_LIST] = { "一覧", "a list" },
	[FIELD_RECORD] = { "次の項目の組", "fields of its own" },
	[FIELD_ITEM] = { "基準の項目(standard:番号)", "an item of a standard (standard:number)" },
	[FIELD_BYTES] = { "16進", "hexadecimal" },
	[FIELD_PHASE] = { "工程1から8", "a phase, 1 to 8" },
	[FIELD_DECIMAL] = { "小数", "a decimal number" },
};

static void
print_targets(const struct field *field, gboolean en)
{
	if (field->any) {
		printf(" (%s)", en ? "kind:id, any kind" : "種別:id、どの種別でも");
		return;
	}
	printf(" (");
	for (guint i = 0; i < field->n_targets; i++)
		printf("%s%s", i > 0 ? ", " : "", field->targets[i]->name);
	printf("%s)", field->n_targets < 2 ? "" : en ? "; kind:id" : "。種別:id と書く");
}

/* "a list of: one of", then codes below. */
static void
print_type(const struct cli *cli, const struct field *field)
{
	gboolean en = strcmp(cli->lang, "en") == 0;
	const struct field *of = field->type == FIELD_LIST ? field->of : field;
	if (of != field)
		printf("%s%s", label_in(TYPE_LABELS[FIELD_LIST], cli->lang), en ? ": " : "。");
	fputs(label_in(TYPE_LABELS[of->type], cli->lang), stdout);
	if (of->type == FIELD_REF)
		print_targets(of, en);
	if (field->required)
		fputs(en ? " - required" : " ・ 必須", stdout);
	else if (field->n_required_when > 0)
		fputs(en ? " - sometimes required" : " ・ 場合により必須", stdout);
	putchar('\n');
}

static void
print_codes(const struct cli *cli, const struct enumeration *codes, const char *indent)
{
	for (guint i = 0; i < codes->n_codes; i++)
		printf("%s%s%-16s %s\n", indent, INDENT, codes->codes[i].code,
			label_in(codes->codes[i].label, cli->lang));
}

static void
print_field(const struct cli *cli, const struct field *field, const char *indent)
{
	if (field->stamped)
		return;
	printf("%s  %s  %s\n%s%s", indent, field->name, label_in(field->label, cli->lang), indent,
		INDENT);
	print_type(cli, field);
	if (field->help.ja != NULL)
		printf("%s%s%s\n", indent, INDENT, label_in(field->help, cli->lang));
	const struct field *of = field->type == FIELD_LIST ? field->of : field;
	if (of->codes != NULL)
		print_codes(cli, of->codes, indent);
	for (guint i = 0; of->type == FIELD_RECORD && i < of->n_fields; i++)
		print_field(cli, of->fields[i], INDENT);
}

void
help_kinds(struct cli *cli)
{
	const struct model *model = cli_model(cli);
	for (guint i = 0; model != NULL && i < model->n_kinds; i++)
		printf("  %-22s %s\n", model->kinds[i]->name, label_in(model->kinds[i]->label, cli->lang));
}

void
help_of_kind(struct cli *cli, const struct kind *kind)
{
	gboolean en = strcmp(cli->lang, "en") == 0;
	printf("%s  %s\n", kind->name, label_in(kind->label, cli->lang));
	if (kind->help.ja != NULL)
		printf("%s\n", label_in(kind->help, cli->lang));
	printf("\n%s\n", en ? "Fields" : "項目");
	if (kind->name_rule != NAME_NONE)
		printf("  name  %s%s\n", en ? "its name" : "名前",
			kind->name_rule == NAME_REQUIRED ? (en ? " - required" : " ・ 必須") : "");
	for (guint i = 0; i < kind->n_fields; i++)
		print_field(cli, kind->fields[i], "");
	printf("  note  %s\n", en ? "anything else" : "備考");
}
