/*
 * keymap.c - what the keys mean: a map for each set of modifiers, strings of
 * function keys, and the rules for accents. They begin as copies of those in
 * defkeymap.c; programs change them one entry at a time (kbd_ioctl.c).
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <asm/system.h>
#include "kbd.h"

u16 *key_maps[MAX_KEYMAPS];
char *func_table[MAX_FUNC];
struct kbdiacruc *diacr_table;
u32 nr_diacr;

/* How many values a type has; 0: we have none of it. */
static const u16 nr_values[NR_TYPES] = {
	[KT_LATIN] = 256, [KT_FN] = MAX_FUNC, [KT_SPEC] = NR_SPEC,
	[KT_PAD] = NR_PAD, [KT_DEAD] = NR_DEAD, [KT_CONS] = 256,
	[KT_CUR] = 4, [KT_SHIFT] = NR_SHIFT, [KT_META] = 256,
	[KT_ASCII] = NR_ASCII, [KT_LOCK] = KG_CAPSSHIFT, [KT_LETTER] = 256,
	[KT_SLOCK] = KG_CAPSSHIFT, [KT_DEAD2] = 256,
};

/* A map in which no key means anything; NULL: no memory. */
static u16 *new_map(int gfp)
{
	u16 *map = kmalloc(NR_KEYS * sizeof(*map), gfp);
	int i;

	for (i = 0; map && i < NR_KEYS; i++)
		map[i] = K_HOLE;
	return map;
}

/* The symbol of a key in a map. Key 0 says whether there is such a map. */
u16 keymap_get(u8 map, u8 key)
{
	if (!key)
		return key_maps[map] ? K_ALLOCATED : K_NOSUCHMAP;
	return key_maps[map] ? key_maps[map][key] : K_HOLE;
}

static void free_map(u8 map)
{
	u16 *old = key_maps[map];

	key_maps[map] = NULL;
	kfree(old);
}

/*
 * Gives a key a symbol. The map is made if it is new, and goes if key 0 gets
 * K_NOSUCHMAP. A Unicode character is only for who asks for them. 0, -EINVAL
 * for a symbol that means nothing here, -ENOMEM. May sleep.
 */
int keymap_set(u8 map, u8 key, u16 symbol, bool unicode)
{
	u16 *new;

	if (!key && symbol == K_NOSUCHMAP) {
		free_map(map);
		return 0;
	}
	if (KTYP(symbol) >= NR_TYPES ? !unicode :
	    KVAL(symbol) >= nr_values[KTYP(symbol)])
		return -EINVAL;
	if (!key || symbol == keymap_get(map, key))
		return 0;
	if (!key_maps[map]) {
		new = new_map(GFP_KERNEL);
		if (!new)
			return -ENOMEM;
		if (key_maps[map])
			kfree(new);	/* made by another while we slept */
		else
			key_maps[map] = new;
	}
	key_maps[map][key] = symbol;
	return 0;
}

/* Function key n types this string, of kmalloc(), or nothing: NULL. */
void func_set(u8 n, char *string)
{
	char *old = func_table[n];

	func_table[n] = string;
	kfree(old);
}

/* The rules for accents are these from now on. */
void diacr_set(struct kbdiacruc *table, u32 n)
{
	struct kbdiacruc *old = diacr_table;
	unsigned long flags;

	save_flags_cli(flags);
	diacr_table = table;
	nr_diacr = n;
	restore_flags(flags);
	kfree(old);
}

/* --- at boot ------------------------------------------------------------- */

static bool __init default_map(u32 column)
{
	const struct default_key *k;
	u16 *map = new_map(GFP_KERNEL);

	if (!map)
		return false;
	for (k = default_keys; k->code; k++)
		map[k->code] = k->symbol[column];
	key_maps[default_maps[column]] = map;
	return true;
}

static bool __init default_string(u8 n)
{
	const char *s = default_strings[n];
	char *copy;

	if (!s)
		return true;
	copy = kmalloc(strlen(s) + 1, GFP_KERNEL);
	if (!copy)
		return false;
	strcpy(copy, s);
	func_set(n, copy);
	return true;
}

/* Adds the rules of one accent to the table, which has room. */
static void __init add_accent(struct kbdiacruc *table, u32 *n,
			      const struct default_accent *a)
{
	u32 i;

	for (i = 0; a->bases[i]; i++) {
		table[*n].diacr = (u8)a->diacr;
		table[*n].base = (u8)a->bases[i];
		table[(*n)++].result = (u8)a->results[i];
	}
}

static bool __init default_rules(void)
{
	const struct default_accent *a;
	struct kbdiacruc *table;
	u32 n = 0;

	for (a = default_accents; a->diacr; a++)
		n += strlen(a->bases);
	table = kmalloc(n * sizeof(*table), GFP_KERNEL);
	if (!table)
		return false;
	n = 0;
	for (a = default_accents; a->diacr; a++)
		add_accent(table, &n, a);
	diacr_set(table, n);
	return true;
}

/* The US keyboard. False: there is no memory. Process 1. */
bool __init keymap_init(void)
{
	bool ok = default_rules();
	u32 i;

	for (i = 0; ok && i < ARRAY_SIZE(default_maps); i++)
		ok = default_map(i);
	for (i = 0; ok && i < nr_default_strings; i++)
		ok = default_string(i);
	return ok;
}
