/* needs: arch/i386/kernel/mptable.c arch/i386/kernel/mpdefault.c */
/* needs: arch/i386/kernel/madt.c arch/i386/kernel/smpconfig.c */
/* needs: arch/i386/kernel/smpprint.c arch/i386/kernel/smpchoose.c */
/* needs: arch/i386/kernel/topology.c */
/*
 * mp_fuzz.c - MP tables and MADTs that no board would have: good ones with
 * some bytes changed, cut, made longer, and bytes of pure chance. Argument:
 * how many inputs for each of both readers. Every input is made from its own
 * number, which a failure prints; a second argument runs that one alone.
 *
 * Checksums are put right, mostly, for the reader to get further. What comes
 * out is printed, chosen from and given a boot processor, as at boot.
 */
#include "host.h"
#include "mp_tables.h"

#define INPUTS		1000000
#define CHANCE_LEN	160		/* of a table that is pure chance */
#define LINES_MOST	(MAX_COMPLAINTS + 2)

static unsigned int seed;
static struct smp_config mp, madt;
struct cpu boot_cpu, *host_cpu = &boot_cpu;

static bool has_mp, has_madt;
static struct acpi_madt *madt_now;

/* What was decoded last. */
bool read_mp_table(struct smp_config *c)
{
	*c = mp;
	return has_mp;
}

const struct acpi_table_header *acpi_find_table(const char *sig __unused)
{
	return &madt_now->header;
}

void acpi_put_table(const struct acpi_table_header *table __unused)
{
}

/* --- tables --------------------------------------------------------------- */

static u32 below(u32 n)
{
	return rnd(&seed) % n;
}

/* A byte that means something, as often as not. */
static u8 some_byte(void)
{
	static const u8 bytes[] = { 0, 1, 2, 3, 4, 5, 8, 10, 15, 16, 20, 44,
		127, 128, 130, 131, 239, 240, 254, 255 };

	return below(3) ? bytes[below(sizeof(bytes))] : rnd(&seed);
}

/* Processors with ids of every sort; seldom very many. */
static u32 cpu_count(void)
{
	return below(256) ? below(6) : below(300);
}

/* A good MP table in table_buf, but for what chance has put in. */
static void make_mp_table(void)
{
	u32 i, n = cpu_count();

	table_start();
	for (i = 0; i < n; i++)
		table_cpu(below(4) ? i : some_byte(), i ? rnd(&seed) : 3);
	if (below(4))
		table_board();
	for (i = below(3); i; i--)
		table_int(MP_IOINT + below(2), below(5), rnd(&seed) & 0xff,
			  below(3), some_byte(), below(2) ? 16 : some_byte(),
			  some_byte());
	if (below(4) == 0)
		table_ioapic(some_byte(), below(4), rnd(&seed) << below(20));
	if (below(64) == 0)
		for (i = below(2 * MAX_IRQ_ROUTES); i; i--)
			table_int(MP_IOINT + below(2), MP_INT, 0, below(2), i,
				  16, i);
	if (below(64) == 0)
		for (i = below(2 * MAX_BUSES); i; i--)
			table_bus(i, "ISA");
}

/* Something behind the base table that may be an extended one. */
static void make_extended(void)
{
	struct mp_ext_entry e = { 128 + below(4), below(4) ? 8 : some_byte() };
	u32 i, n;

	for (n = below(3); n; n--) {
		e.length = e.type == MP_ADDRESS_SPACE ? 20 : e.length;
		table_add(&e, sizeof(e));
		for (i = sizeof(e); i < e.length; i++)
			table_buf[table_len++] = some_byte();
		table_entries--;
	}
}

/* Changes some bytes of [from, table_len). */
static void mutate(u32 from)
{
	u32 n;

	for (n = below(4); n && from < table_len; n--)
		table_buf[from + below(table_len - from)] = some_byte();
}

static void make_chance(u32 header)
{
	u32 n;

	for (n = below(CHANCE_LEN); n; n--)
		table_buf[table_len++] = some_byte();
	if (below(4) == 0)
		for (n = 4; n < header; n++)
			table_buf[n] = some_byte();
}

/* An MP table on the heap; *size is how much of it can be read. */
static struct mp_table *some_mp_table(u32 *size)
{
	struct mp_table *t = table_header();
	u32 length, cut;

	if (below(4)) {
		make_mp_table();
	} else {
		table_start();
		make_chance(sizeof(*t));
		table_entries = below(2) ? some_byte() : rnd(&seed);
	}
	length = table_len;
	if (below(4) == 0)
		make_extended();
	free(table_end_at(length, below(16) ? 4 : some_byte()));
	mutate(below(4) ? sizeof(*t) : 0);
	if (below(16) == 0)
		t->length += below(64) - 32;
	cut = below(8) ? 0 : below(table_len - sizeof(*t) + 1);
	*size = table_len - cut;
	if (below(8) && t->length <= table_len &&
	    t->ext_length <= table_len - t->length)
		t->ext_checksum = sum_to_zero(table_buf + t->length,
					      t->ext_length);
	if (t->length <= table_len && below(64))
		fix_table(t);
	return heap_copy(t, *size);
}

static struct acpi_madt *some_madt(void)
{
	struct acpi_madt *m = (void *)table_buf;
	u32 i, n = cpu_count();

	madt_start();
	if (below(4) == 0) {
		make_chance(sizeof(*m));
		return madt_end();
	}
	for (i = 0; i < n; i++)
		madt_cpu(i, below(4) ? i : some_byte(), below(4) != 0);
	madt_io(below(3), IOAPIC_DEFAULT_ADDR, below(3) ? 0 : rnd(&seed));
	if (below(2))
		madt_io(some_byte(), below(2) ? 0xfec10000 : 0, below(64));
	for (n = below(4); n; n--)
		madt_irq(below(20), below(4) ? below(32) : rnd(&seed),
			 rnd(&seed));
	if (below(2))
		madt_add(madt_lapic_nmi, MADT_LAPIC_NMI, some_byte(), 5,
			 below(3));
	if (below(4) == 0)
		madt_add(madt_x2apic, MADT_X2APIC, 0, rnd(&seed) >> below(32),
			 1, below(8));
	if (below(4) == 0)
		madt_add(madt_x2apic_nmi, MADT_X2APIC_NMI, 0, below(8), 1,
			 { 0 });
	if (below(4) == 0)
		madt_add(madt_lapic_addr, MADT_LAPIC_ADDR, 0,
			 (u64)rnd(&seed) << below(32));
	mutate(below(4) ? sizeof(*m) : 0);
	if (below(8) == 0)
		table_len -= below(table_len - sizeof(*m) + 1);
	return madt_end();
}

/* --- promises ------------------------------------------------------------- */

static u32 log_lines(void)
{
	const char *s;
	u32 n = 0;

	for (s = host_log; (s = strchr(s, '\n')); s++)
		n++;
	return n;
}

/* What both readers have in common; `good' is what they said. */
static const char *judge(const struct smp_config *c, bool good)
{
	if (!good)
		return *host_log ? NULL : "refused without a word";
	return broken_promise(c);
}

/* One MP table; counts it in *good if it is one. */
static const char *try_mp_table(u32 *good)
{
	const char *broken = NULL;
	struct mp_table *t;
	u32 size;

	host_log_clear();
	memset(&mp, 0, sizeof(mp));
	strcpy(mp.source, "MP table");
	t = some_mp_table(&size);
	has_mp = false;
	if (!mp_table_fault(t, size)) {
		has_mp = mp_decode(&mp, t, size);
		broken = judge(&mp, has_mp);
		*good += has_mp;
		if (!t->ext_length && log_lines() > LINES_MOST)
			broken = "too many lines";
	}
	free(t);
	return broken;
}

static const char *try_madt(u32 *good)
{
	const char *broken;

	host_log_clear();
	memset(&madt, 0, sizeof(madt));
	free(madt_now);
	madt_now = some_madt();
	has_madt = read_madt(&madt);
	*good += has_madt;
	broken = judge(&madt, has_madt);
	return log_lines() > LINES_MOST ? "too many lines" : broken;
}

/* A floating pointer, with few bits of chance; good ones may be followed. */
static const char *try_floating(void)
{
	struct mp_floating fp = floating(rnd(&seed), below(9)), *copy;
	const char *fault;
	bool bad = fp.feature1 > MP_DEFAULTS;

	if (below(2)) {
		((u8 *)&fp)[below(sizeof(fp))] ^= 1 << below(8);
		bad = true;
	}
	copy = heap_copy(&fp, sizeof(fp));
	fault = mp_floating_fault(copy);
	free(copy);
	return bad && !fault ? "a bad pointer was taken" : NULL;
}

/* What the boot does with both. */
static const char *try_boot(void)
{
	u8 boot = below(4) ? below(8) : below(255);

	memset(&smp_config, 0, sizeof(smp_config));
	read_smp_config();
	smp_config_set_boot(boot);
	if (!smp_config.lapic_addr)
		return has_mp || has_madt ? "no address" :
			smp_config.nr_cpus != 1 ? "not one processor" : NULL;
	if (smp_config.cpus[0].apicid != boot || !smp_config.cpus[0].boot)
		return "another boots";
	return broken_promise(&smp_config);
}

/* All of one input. */
static const char *try_input(u32 n, u32 *mp_good, u32 *madt_good)
{
	const char *broken;

	seed = n * 2654435761U | 1;
	broken = try_mp_table(mp_good);
	if (!broken)
		broken = try_madt(madt_good);
	if (!broken)
		broken = try_floating();
	return broken || n % 64 ? broken : try_boot();
}

int main(int argc, char **argv)
{
	u32 inputs = argc > 1 ? strtoul(argv[1], NULL, 0) : INPUTS, n;
	u32 first = argc > 2 ? strtoul(argv[2], NULL, 0) : 0;
	u32 mp_good = 0, madt_good = 0, bad = 0;
	const char *broken;

	if (argc > 2)
		inputs = 1;
	for (n = first; n < first + inputs && bad < 10; n++) {
		broken = try_input(n, &mp_good, &madt_good);
		if (!broken)
			continue;
		diag("input %u: %s", n, broken);
		bad++;
	}
	is(bad, 0, "%u MP tables and as many MADTs", inputs);
	if (argc <= 2 && inputs >= 1000) {
		ok(mp_good > inputs / 8 && mp_good < inputs,
		   "some MP tables are good: %u", mp_good);
		ok(madt_good > inputs / 8 && madt_good < inputs,
		   "some MADTs are good: %u", madt_good);
	}
	return done();
}
