/*
 * cmdline.h - the kernel command line. Whoever has a parameter says so beside
 * the code that it sets, and no list needs to know:
 *
 *	static int __init setup_panic(char *value)
 *	{
 *		return get_number(value, 0, 3600, &panic_timeout);
 *	}
 *	__setup("panic=", setup_panic);
 *
 * A name that ends in = takes what follows as its value; other names stand
 * for themselves, and get an empty value. The function returns 0, or -EINVAL
 * or -ERANGE for a value that it cannot use: the parser warns, and names it.
 * early_setup() parameters are read before there is memory to allocate, all
 * others in the second pass; the value may be kept, but an early one only
 * until the second pass.
 *
 * What no one claims is for init: name=value goes to its environment, other
 * words become its arguments, as does all that follows a "--".
 */
#ifndef _LINUX_CMDLINE_H
#define _LINUX_CMDLINE_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/init.h>

#define COMMAND_LINE_SIZE	1024	/* bytes, with the NUL */
#define MAX_INIT_ARGS		32
#define MAX_INIT_ENVS		32

struct kernel_param {
	const char *name;
	int (*setup)(char *value);
	int early;
};

/* The linker script gathers the table between __setup_start and _end. */
#define __setup_entry_name(n)	__setup_entry_##n
#define __setup_entry(n, name, fn, early) \
	static const struct kernel_param __setup_entry_name(n) \
		__used __section(".param.init") \
		__aligned(sizeof(void *)) = { name, fn, early }
#define __setup(name, fn)	__setup_entry(__COUNTER__, name, fn, 0)
#define early_setup(name, fn)	__setup_entry(__COUNTER__, name, fn, 1)

extern const struct kernel_param __setup_start[], __setup_end[];

/* init/cmdline.c */
extern char *argv_init[MAX_INIT_ARGS + 2];
extern char *envp_init[MAX_INIT_ENVS + 1];
void parse_command_line(const char *line, int early);

/* lib/cmdline.c */
u64 memparse(const char *s, char **end);
int get_option(char **s, int *value);
int get_number(const char *s, unsigned long least, unsigned long most,
	       unsigned long *value);
char *next_word(char **line, bool *open_quote);

#endif
