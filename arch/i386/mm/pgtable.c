/*
 * pgtable.c - page directories and page tables of programs, and a stock of
 * them: one that is given back is all zeroes, but for the kernel's part of a
 * directory, so it need not be cleared for the next process, which would cost
 * as much as the rest of a small fork. All [k].
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/jitter.h>
#include <asm/pgtable.h>

#define MAX_STOCK	16		/* of each kind */
#define KERNEL_PART	((PTRS_PER_PAGE - KERNEL_PGD) * sizeof(pgd_t))

struct stock {
	struct list_head pages;		/* page->list */
	int nr;
};

static struct stock tables = { LIST_HEAD_INIT(tables.pages), 0 };
static struct stock directories = { LIST_HEAD_INIT(directories.pages), 0 };

LIST_HEAD(mm_list);

static struct page *take(struct stock *s)
{
	struct page *page;

	if (!s->nr)
		return NULL;
	page = list_first_entry(&s->pages, struct page, list);
	list_del(&page->list);
	s->nr--;
	return page;
}

static void give(struct stock *s, struct page *page)
{
	if (s->nr == MAX_STOCK) {
		free_pages(page, 0);
		return;
	}
	list_add(&page->list, &s->pages);
	s->nr++;
}

struct page *table_alloc(void)
{
	struct page *page = take(&tables);

	return page ? page : alloc_pages(GFP_KERNEL | GFP_ZERO, 0, PAGE_TABLE);
}

/* Debug builds: an entry left behind would be in the next process's memory. */
static void check_empty(const u32 *entry, int n)
{
#ifdef CONFIG_DEBUG
	while (n--)
		BUG_ON(entry[n]);
#else
	(void)entry;
	(void)n;
#endif
}

void table_free(struct page *table)
{
	check_empty(page_address(table), PTRS_PER_PAGE);
	give(&tables, table);
}

/*
 * The caller puts the directory into mm_list before it sleeps: from then on
 * set_kernel_pgd() keeps the kernel's part up to date.
 */
pgd_t *pgd_alloc(void)
{
	struct page *page = take(&directories);
	pgd_t *pgd;

	if (page)
		return page_address(page);
	pgd = get_free_page(GFP_KERNEL | GFP_ZERO, PAGE_TABLE);
	if (pgd)
		memcpy(pgd + KERNEL_PGD, swapper_pg_dir + KERNEL_PGD,
		       KERNEL_PART);
	return pgd;
}

void pgd_free(pgd_t *pgd)
{
	check_empty(pgd, KERNEL_PGD);
	give(&directories, virt_to_page(pgd));
}

/* Enters a page table of the kernel into all directories there are. */
void set_kernel_pgd(unsigned long addr, pgd_t entry)
{
	u32 index = pgd_index(addr);
	struct mm_struct *mm;
	struct page *page;

	swapper_pg_dir[index] = entry;
	list_for_each_entry(mm, &mm_list, mm_list)
		mm->pgd[index] = entry;
	list_for_each_entry(page, &directories.pages, list)
		((pgd_t *)page_address(page))[index] = entry;
}

/* Gives the stock back to the page allocator; returns how many pages. */
int shrink_tables(void)
{
	struct page *page;
	int n = 0;

	while ((page = take(&tables)) || (page = take(&directories))) {
		free_pages(page, 0);
		n++;
	}
	return n;
}

/* Gives mm a page table for `address', where it has none, and returns the
   entry for the address; NULL: no memory. May sleep. [m] */
pte_t *make_table(struct mm_struct *mm, unsigned long address)
{
	struct page *page;

	may_sleep();
	page = table_alloc();
	if (!page)
		return NULL;
	mm->pgd[pgd_index(address)] = page_to_phys(page) | USER_TABLE;
	mm->nr_tables++;
	return find_pte(mm, address);
}
