/* needs: */
/*
 * list_test.c - <linux/list.h> against an array that is told the same.
 */
#include <linux/list.h>
#include "tap.h"

#define ITEMS	12
#define ROUNDS	100000

struct item {
	int number;
	struct list_head link;
};

static struct item items[ITEMS];
static int model[ITEMS], length;

/* Is the list what the array says, forwards and backwards? */
static int agrees(struct list_head *head)
{
	struct list_head *pos;
	struct item *item;
	int n = 0;

	list_for_each(pos, head)
		if (n >= length || pos != &items[model[n++]].link)
			return 0;
	if (n != length || list_empty(head) != (length == 0))
		return 0;
	n = 0;
	list_for_each_entry(item, head, link)
		if (item->number != model[n++])
			return 0;
	list_for_each_entry_reverse(item, head, link)
		if (item->number != model[--n])
			return 0;
	return n == 0;
}

static int model_find(int number)
{
	int i;

	for (i = 0; i < length; i++)
		if (model[i] == number)
			return i;
	return -1;
}

static void model_insert(int at, int number)
{
	memmove(&model[at + 1], &model[at], (length - at) * sizeof(int));
	model[at] = number;
	length++;
}

static void model_delete(int at)
{
	length--;
	memmove(&model[at], &model[at + 1], (length - at) * sizeof(int));
}

/* One random operation on one random item, told to both. */
static void step(struct list_head *head, unsigned int *seed)
{
	int number = rnd(seed) % ITEMS, at = model_find(number);
	struct list_head *link = &items[number].link;

	switch (rnd(seed) % 4 + (at < 0 ? 0 : 4)) {
	case 0:
	case 1:
		list_add(link, head);
		model_insert(0, number);
		break;
	case 2:
	case 3:
		list_add_tail(link, head);
		model_insert(length, number);
		break;
	case 4:
		list_move(link, head);
		model_delete(at);
		model_insert(0, number);
		break;
	case 5:
		list_move_tail(link, head);
		model_delete(at);
		model_insert(length, number);
		break;
	default:
		list_del(link);
		list_del(link);		/* the second does no harm */
		model_delete(at);
	}
}

/* Moves the first half to another list, then all back in front. */
static int splice(struct list_head *head)
{
	LIST_HEAD(other);
	int i, half = length / 2;

	for (i = 0; i < half; i++)
		list_move_tail(head->next, &other);
	list_splice_init(&other, head);
	return list_empty(&other) && agrees(head);
}

static void test_safe_loops(struct list_head *head)
{
	struct list_head *pos, *n;
	struct item *item, *next;

	list_for_each_entry_safe(item, next, head, link)
		if (item->number % 2) {
			model_delete(model_find(item->number));
			list_del(&item->link);
		}
	ok(agrees(head), "deleting in list_for_each_entry_safe");
	list_for_each_safe(pos, n, head)
		list_del(pos);
	length = 0;
	ok(agrees(head), "deleting all in list_for_each_safe");
}

int main(void)
{
	LIST_HEAD(head);
	unsigned int i, seed = 12, bad = 0, splices = 0;

	ok(list_empty(&head), "a new list is empty");
	for (i = 0; i < ITEMS; i++)
		items[i].number = i;
	for (i = 0; i < ROUNDS; i++) {
		step(&head, &seed);
		bad += !agrees(&head);
		splices += !splice(&head);
	}
	is(bad, 0, "%d random operations", ROUNDS);
	is(splices, 0, "as many splices");

	INIT_LIST_HEAD(&head);
	length = 0;
	for (i = 0; i < ITEMS; i++) {
		list_add_tail(&items[i].link, &head);
		model_insert(i, i);
	}
	ok(list_first_entry(&head, struct item, link) == &items[0] &&
	   list_last_entry(&head, struct item, link) == &items[ITEMS - 1],
	   "the first and the last entry");
	test_safe_loops(&head);
	return done();
}
