/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digest.h"

#include <string.h>

static void
assert_digest(struct digest digest, const char *hex)
{
	g_autofree char *text = hex_text(digest.bytes, DIGEST_SIZE);
	g_assert_cmpstr(text, ==, hex);
}

/* FIPS 180-4's own examples, and a million times the letter a. */
static void
test_sha256(void)
{
	static const char EMPTY[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
	static const char ABC[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	static const char TWO[] = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
	static const char MILLION[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
	static const char blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	g_autofree char *million = g_strnfill(1000000, 'a');
	assert_digest(digest_of("", 0), EMPTY);
	assert_digest(digest_of(NULL, 0), EMPTY);
	assert_digest(digest_of("abc", 3), ABC);
	assert_digest(digest_of(blocks, strlen(blocks)), TWO);
	assert_digest(digest_of(million, 1000000), MILLION);
	assert_digest(digest_of_two("a", 1, "bc", 2), ABC);
	assert_digest(digest_of_two("", 0, "abc", 3), ABC);
	assert_digest(digest_of_two("abc", 3, NULL, 0), ABC);
}

/* Pieces of any length give the same, and two streams do not disturb each other. */
static void
test_stream(void)
{
	g_autofree char *text = g_strnfill(100000, 'q');
	struct digest whole = digest_of(text, 100000);
	struct digest_stream *one = digest_stream_new(), *other = digest_stream_new();
	for (gsize at = 0, step = 1; at < 100000; at += step, step = step * 3 % 997 + 1) {
		step = MIN(step, 100000 - at);
		digest_stream_add(one, text + at, step);
		digest_stream_add(other, "", 0);
	}
	struct digest got = digest_stream_end(one), empty = digest_stream_end(other), none = digest_of("", 0);
	g_assert_true(digest_equal(&got, &whole));
	g_assert_true(digest_equal(&empty, &none));
	g_assert_false(digest_equal(&got, &empty));
	got.bytes[DIGEST_SIZE - 1] ^= 1;
	g_assert_false(digest_equal(&got, &whole));
}

static gpointer
hash_in_thread(gpointer data)
{
	for (guint i = 0; i < 1000; i++)
		assert_digest(digest_of("abc", 3),
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	return NULL;
}

static void
test_threads(void)
{
	GThread *threads[4];
	for (guint i = 0; i < 4; i++)
		threads[i] = g_thread_new("hash", hash_in_thread, NULL);
	for (guint i = 0; i < 4; i++)
		g_thread_join(threads[i]);
}

static void
test_hex(void)
{
	guint8 out[4] = { 9, 9, 9, 9 };
	char text[9];
	hex_of("\x00\x7f\x80\xff", 4, text);
	g_assert_cmpstr(text, ==, "007f80ff");
	g_assert_true(hex_parse("007f80ff", out, 4));
	g_assert_cmpmem(out, 4, "\x00\x7f\x80\xff", 4);
	g_assert_true(hex_parse("ABcd", out, 2));
	g_assert_cmpmem(out, 2, "\xab\xcd", 2);
	g_assert_true(hex_parse("", out, 0));
	static const char *const WRONG[] = { "", "0", "00", "007f80f", "007f80ff0", "007f80fg", "0x7f80ff",
		" 07f80ff", "00 f80ff", "007f80f\xc3" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++)
		g_assert_false(hex_parse(WRONG[i], out, 4));
	g_autofree char *empty = hex_text("", 0);
	g_assert_cmpstr(empty, ==, "");
}

static void
test_random(void)
{
	guint8 large[1000] = { 0 }, small[16], again[16];
	random_bytes(large, sizeof large);
	gboolean tail = FALSE;
	for (gsize i = sizeof large - 32; i < sizeof large; i++)
		tail = tail || large[i] != 0;
	g_assert_true(tail);
	random_bytes(small, sizeof small);
	random_bytes(again, sizeof again);
	g_assert_true(memcmp(small, again, sizeof small) != 0);
	random_bytes(small, 0);
}

/* p- and 8 base32 digits; every digit occurs, and none but these. */
static void
test_random_id(void)
{
	guint seen[256] = { 0 };
	g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < 2000; i++) {
		char *id = random_id("p");
		g_assert_cmpuint(strlen(id), ==, 10);
		g_assert_true(g_str_has_prefix(id, "p-"));
		for (const char *at = id + 2; *at != '\0'; at++)
			seen[(guchar)*at]++;
		g_assert_true(g_hash_table_add(all, id));
	}
	guint different = 0;
	for (guint i = 0; i < 256; i++) {
		gboolean digit = (i >= 'a' && i <= 'z') || (i >= '2' && i <= '7');
		g_assert_true(digit == (seen[i] > 0));
		different += seen[i] > 0;
	}
	g_assert_cmpuint(different, ==, 32);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/digest/sha256", test_sha256);
	g_test_add_func("/digest/stream", test_stream);
	g_test_add_func("/digest/threads", test_threads);
	g_test_add_func("/digest/hex", test_hex);
	g_test_add_func("/digest/random", test_random);
	g_test_add_func("/digest/random-id", test_random_id);
	return g_test_run();
}
