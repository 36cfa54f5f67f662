/* needs: fs/script_line.c */
/*
 * script_line_test.c - the first lines of scripts, good and bad.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include "tap.h"

#define LONG	"123456789012345678901234567890123456789012345678901234567890"

static char buf[BINPRM_BUF_SIZE];
static char *name, *arg;

/* The first bytes of a file with this text. */
static int parse(const char *text)
{
	memset(buf, 0, sizeof(buf));
	strncpy(buf, text, sizeof(buf));
	name = arg = NULL;
	return parse_script_line(buf, &name, &arg);
}

static void good(const char *text, const char *want_name, const char *want_arg)
{
	is(parse(text), 0, "taken: %.*s",
	   (int)strcspn(text, "\r\n"), text);
	is_str(name, want_name, "its interpreter");
	is_str(arg, want_arg, "its argument");
}

static void bad(const char *text, const char *why)
{
	is(parse(text), -ENOEXEC, "refused: %s", why);
}

static void test_good(void)
{
	good("#!/bin/sh\necho\n", "/bin/sh", NULL);
	good("#! /bin/sh\n", "/bin/sh", NULL);
	good("#!\t /bin/sh \t\n", "/bin/sh", NULL);
	good("#!/bin/sh -e\n", "/bin/sh", "-e");
	good("#!/usr/bin/env  perl -w  \nx", "/usr/bin/env", "perl -w");
	good("#!/bin/sh\r\n", "/bin/sh\r", NULL);
	good("#!/bin/sh", "/bin/sh", NULL);
	good("#!sh", "sh", NULL);
	good("#!/bin/sh x\ty", "/bin/sh", "x\ty");
	good("#!/b " LONG LONG LONG LONG LONG, "/b",
	     LONG LONG LONG LONG "1234567890");
}

static void test_bad(void)
{
	char full[BINPRM_BUF_SIZE + 1];

	bad("", "an empty file");
	bad("#", "half of the mark");
	bad("# !/bin/sh\n", "a blank in the mark");
	bad("#!", "nothing but the mark");
	bad("#!\n/bin/sh\n", "an empty line");
	bad("#! \t \n", "a line of blanks");
	bad("#!/" LONG LONG LONG LONG LONG, "a path without an end");
	memset(full, ' ', sizeof(full));
	memcpy(full, "#!", 2);
	full[BINPRM_BUF_SIZE] = '\0';
	bad(full, "blanks without an end");
	memset(full + 2, 'x', sizeof(full) - 3);
	full[BINPRM_BUF_SIZE - 1] = '\n';
	is(parse(full), 0, "a path that just fits is taken");
	is(strlen(name), BINPRM_BUF_SIZE - 3, "all of it");
}

int main(void)
{
	test_good();
	test_bad();
	return done();
}
