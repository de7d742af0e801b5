/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of demarcation tasks: what the guideline's file says, and what a wrong file costs. */
#include "gate/dtasks.h"

#include <glib/gstdio.h>

#include "base/error.h"

static const char *source; /* the product's model/ */

struct made {
	char *folder;
	struct model_files *files;
	struct model *model;
	struct judge_db *db;
	struct dtasks *dtasks;
	struct problems problems;
};

static void
run(const char *const *argv)
{
	GError *error = NULL;
	int status = -1;
	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
		&error);
	g_assert_no_error(error);
	g_assert_cmpint(status, ==, 0);
}

/* The model with another dtasks.yaml (NULL: its own, "": none). */
static void
make(struct made *made, const char *text)
{
	GError *error = NULL;
	made->folder = g_dir_make_tmp("dtasks-XXXXXX", &error);
	g_assert_no_error(error);
	g_autofree char *model = g_build_filename(made->folder, "model", NULL);
	run((const char *const[]) { "cp", "-r", source, model, NULL });
	g_autofree char *file = g_build_filename(model, "guideline", "dtasks.yaml", NULL);
	if (text != NULL && *text == '\0')
		g_assert_cmpint(g_unlink(file), ==, 0);
	else if (text != NULL)
		g_assert_true(g_file_set_contents(file, text, -1, NULL));
	problems_init(&made->problems);
	made->files = model_files_open_source(model, &error);
	g_assert_no_error(error);
	made->model = model_new(made->files, &made->problems);
	g_assert_cmpuint(problems_count(&made->problems), ==, 0);
	made->db = judge_db_new(&error);
	g_assert_no_error(error);
	made->dtasks = dtasks_new(made->model, made->db, &made->problems, &error);
	g_assert_no_error(error);
	g_assert_true(dtasks_fill(made->dtasks, &error));
	g_assert_no_error(error);
	g_assert_true(judge_db_run_as(made->db, "s", 0, NULL, 0, &error));
}

static void
clear(struct made *made)
{
	dtasks_free(made->dtasks);
	judge_db_free(made->db);
	model_free(made->model);
	model_files_free(made->files);
	problems_clear(&made->problems);
	run((const char *const[]) { "rm", "-r", made->folder, NULL });
	g_free(made->folder);
}

/* The first column of all rows, parted by blanks. */
static void
expect(struct made *made, const char *select, const char *expected)
{
	GError *error = NULL;
	struct judge_query *query = judge_query_new(made->db, "test", 1, select, &error);
	g_assert_no_error(error);
	g_assert_true(judge_query_start(query, NULL, &error));
	g_autoptr(GString) seen = g_string_new(NULL);
	while (judge_query_next(query, &error) == 1)
		g_string_append_printf(seen, "%s%s", seen->len == 0 ? "" : " ",
			judge_query_text(query, 0));
	g_assert_no_error(error);
	g_assert_cmpstr(seen->str, ==, expected);
	judge_query_free(query);
}

static void
test_shipped(void)
{
	struct made made;
	make(&made, NULL);
	g_assert_cmpuint(problems_count(&made.problems), ==, 0);
	/* every task of the shared words is there, once, and has a side under every model */
	expect(&made, "SELECT count(*) || '/' || count(DISTINCT task) FROM dtask", "20/20");
	expect(&made, "SELECT count(*) FROM dtask_side", "80");
	expect(&made, "SELECT task FROM dtask WHERE scope = 'component' ORDER BY task",
		"app_vuln mw os physical virtual");
	expect(&made, "SELECT task FROM dtask WHERE custom = 1", "app_vuln");
	expect(&made, "SELECT task FROM dtask WHERE scope = 'system' AND always = 0", "key");
	expect(&made, "SELECT value FROM dtask_call WHERE task = 'key' AND by = 'information'", "key");
	expect(&made, "SELECT value FROM dtask_call WHERE task = 'os' AND by = 'type' ORDER BY value",
		"container endpoint host vm");
	expect(&made, "SELECT value FROM dtask_call WHERE task = 'virtual' AND by = 'model' ORDER BY value",
		"iaas paas");
	expect(&made, "SELECT value FROM dtask_call WHERE task = 'mw' AND by = 'layer'", "middleware");
	expect(&made, "SELECT DISTINCT model FROM dtask_spared", "saas");
	expect(&made, "SELECT side FROM dtask_side WHERE task = 'os' AND model = 'paas'", "csp");
	expect(&made, "SELECT task FROM dtask WHERE task NOT IN (SELECT task FROM dtask_rank WHERE rank = 'low')"
		" ORDER BY task", "assess drill");
	clear(&made);
}

#define REST "needs: {}, except_models: [], models: {onprem: own}, ranks: [low]"

static void
test_wrong_task_is_left_out(void)
{
	static const char *const WRONG[] = {
		"washing: {scope: system, always: true, " REST "}\n",
		"os: {scope: planet, always: true, " REST "}\n",
		"os: {scope: system, needs: {}, except_models: [], models: {onprem: mine}, ranks: [low]}\n",
		"os: {scope: system, needs: {}, except_models: [], models: {moon: own}, ranks: [low]}\n",
		"os: {scope: system, needs: {}, except_models: [moon], models: {onprem: own}, ranks: [low]}\n",
		"os: {scope: system, needs: {}, except_models: [], models: {onprem: own}, ranks: low}\n",
		"os: {scope: system, needs: {layers: [moon]}, models: {onprem: own}, ranks: [low]}\n",
		"os: {scope: system, needs: {}, models: {onprem: own}, ranks: [grave]}\n",
		"os: {scope: system, needs: {types: [moon]}, models: {onprem: own}, ranks: [low]}\n",
		"os: {scope: system, needs: {information_form: [moon]}, models: {onprem: own}, ranks: [low]}\n",
		"os: {scope: system, needs: {types: [1]}, models: {onprem: own}, ranks: [low]}\n",
		"os: {scope: system, models: {onprem: own}, ranks: [low]}\n",
		"os: {scope: system, needs: {}, ranks: [low]}\n",
	};
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		struct made made;
		g_autofree char *text =
			g_strconcat("log: {scope: system, always: true, " REST "}\n", WRONG[i], NULL);
		make(&made, text);
		g_test_message("%s", WRONG[i]);
		g_assert_cmpuint(problems_count(&made.problems), ==, 1);
		expect(&made, "SELECT task FROM dtask", "log");
		expect(&made, "SELECT side FROM dtask_side", "own");
		clear(&made);
	}
}

static void
test_missing_file(void)
{
	struct made made;
	make(&made, "");
	g_assert_cmpuint(problems_count(&made.problems), ==, 1);
	expect(&made, "SELECT count(*) FROM dtask", "0");
	clear(&made);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	source = argv[1];
	g_test_add_func("/dtasks/shipped", test_shipped);
	g_test_add_func("/dtasks/wrong", test_wrong_task_is_left_out);
	g_test_add_func("/dtasks/missing", test_missing_file);
	return g_test_run();
}
