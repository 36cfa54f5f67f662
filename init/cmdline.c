/*
 * cmdline.c - hands the words of the kernel command line to those who asked
 * for them with __setup(), and the rest to init. <linux/cmdline.h> has the
 * rules. Runs twice at boot, on the boot processor alone.
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

/* What init starts with: its name comes first, and NULL ends each list. */
char *argv_init[MAX_INIT_ARGS + 2] = { "init" };
char *envp_init[MAX_INIT_ENVS + 1] = { "HOME=/", "TERM=linux" };

/* The copy that is cut into words; init's strings stay here. */
static char words[COMMAND_LINE_SIZE];

/* The value if word is this parameter, NULL if it is another. */
static char *__init match(const struct kernel_param *p, char *word)
{
	size_t len = strlen(p->name);

	if (len && p->name[len - 1] == '=')
		return strncmp(word, p->name, len) ? NULL : word + len;
	return strcmp(word, p->name) ? NULL : word + len;
}

/* Calls the parameter's function, and complains in its name. */
static void __init use(const struct kernel_param *p, char *word, char *value)
{
	int err = p->setup(value);

	if (err == -ERANGE)
		printk(KERN_WARNING "Command line: \"%s\" is out of range, "
		       "ignored\n", word);
	else if (err)
		printk(KERN_WARNING "Command line: \"%s\" is not understood, "
		       "ignored\n", word);
}

/*
 * Offers a word to all parameters of this pass: two files may share a name.
 * Those of the other pass are only recognised.
 */
static bool __init claimed(char *word, int early)
{
	const struct kernel_param *p;
	bool found = false;
	char *value;

	for (p = __setup_start; p < __setup_end; p++) {
		value = match(p, word);
		if (!value)
			continue;
		found = true;
		if (!p->early == !early)
			use(p, word, value);
	}
	return found;
}

/* Is one of "name=..." and "name=..." set by the other? */
static bool __init same_name(const char *a, const char *b)
{
	size_t len = strchr(b, '=') - b + 1;

	return strncmp(a, b, len) == 0;
}

/* Adds word to a list of at most max; returns false if it is full. */
static bool __init append(char **list, int max, char *word)
{
	int i;

	for (i = 0; i < max && list[i]; i++)
		;
	if (i == max)
		return false;
	list[i] = word;
	return true;
}

/* The environment of init: a name that is there already gets a new value. */
static bool __init set_env(char *word)
{
	int i;

	for (i = 0; i < MAX_INIT_ENVS && envp_init[i]; i++) {
		if (same_name(envp_init[i], word)) {
			envp_init[i] = word;
			return true;
		}
	}
	return append(envp_init, MAX_INIT_ENVS, word);
}

/* A word for init; a value without a name is but an argument. */
static void __init give_to_init(char *word, bool argument)
{
	bool fits;

	if (!argument && *word != '=' && strchr(word, '='))
		fits = set_env(word);
	else
		fits = append(argv_init, MAX_INIT_ARGS + 1, word);
	if (!fits)
		printk(KERN_WARNING "Command line: no room for \"%s\", "
		       "ignored\n", word);
}

/*
 * One pass over the line, which is only read. Early: before memory is up,
 * for the early parameters and nothing else. Late: for all others and init.
 */
void __init parse_command_line(const char *line, int early)
{
	bool open_quote, rest = false;
	char *next = words, *word;

	if (strlcpy(words, line, sizeof(words)) >= sizeof(words) && early)
		printk(KERN_WARNING "Command line: cut to %d characters\n",
		       COMMAND_LINE_SIZE - 1);
	while ((word = next_word(&next, &open_quote)) != NULL) {
		if (open_quote && early)
			printk(KERN_WARNING "Command line: a quote has no "
			       "end: \"%s\"\n", word);
		if (!rest && strcmp(word, "--") == 0)
			rest = true;
		else if (rest || !claimed(word, early))
			if (!early)
				give_to_init(word, rest);
	}
}
