/*
 * list.h - circular doubly linked lists. A struct list_head is both the head
 * of a list and the link inside each member; the head's next is the first
 * member, its prev the last, and an empty list points at itself. The caller
 * holds whatever guards the list.
 */
#ifndef _LINUX_LIST_H
#define _LINUX_LIST_H

#include <linux/types.h>
#include <linux/kernel.h>

struct list_head {
	struct list_head *next, *prev;
};

#define LIST_HEAD_INIT(name)	{ &(name), &(name) }
#define LIST_HEAD(name)		struct list_head name = LIST_HEAD_INIT(name)

static inline void INIT_LIST_HEAD(struct list_head *head)
{
	head->next = head;
	head->prev = head;
}

/* Puts item between two neighbours. */
static inline void list_insert(struct list_head *item,
			       struct list_head *before,
			       struct list_head *after)
{
	item->prev = before;
	item->next = after;
	before->next = item;
	after->prev = item;
}

/* Makes item the first of the list. */
static inline void list_add(struct list_head *item, struct list_head *head)
{
	list_insert(item, head, head->next);
}

/* Makes item the last of the list. */
static inline void list_add_tail(struct list_head *item,
				 struct list_head *head)
{
	list_insert(item, head->prev, head);
}

/*
 * Takes item out of its list. It is left pointing at itself: a second
 * list_del() does no harm, and list_empty(item) says that it is on no list.
 */
static inline void list_del(struct list_head *item)
{
	item->prev->next = item->next;
	item->next->prev = item->prev;
	INIT_LIST_HEAD(item);
}

/*
 * The same for an item of which something else says that it is on no list: it
 * is left as it is. Returns whether the list is empty now.
 */
static inline bool list_unlink(const struct list_head *item)
{
	struct list_head *next = item->next, *prev = item->prev;

	prev->next = next;
	next->prev = prev;
	return next == prev;
}

static inline bool list_empty(const struct list_head *head)
{
	return head->next == head;
}

/* Takes item from its list and makes it the first of another. */
static inline void list_move(struct list_head *item, struct list_head *head)
{
	list_del(item);
	list_add(item, head);
}

/* The same, to the end of the other list. */
static inline void list_move_tail(struct list_head *item,
				  struct list_head *head)
{
	list_del(item);
	list_add_tail(item, head);
}

/* Moves all members of list to the front of head; list is empty then. */
static inline void list_splice_init(struct list_head *list,
				    struct list_head *head)
{
	if (list_empty(list))
		return;
	list->prev->next = head->next;
	head->next->prev = list->prev;
	head->next = list->next;
	list->next->prev = head;
	INIT_LIST_HEAD(list);
}

/* The struct that holds the link ptr as its member. */
#define list_entry(ptr, type, member) container_of(ptr, type, member)

/* The first and the last struct of a list that is not empty. */
#define list_first_entry(head, type, member) \
	list_entry((head)->next, type, member)
#define list_last_entry(head, type, member) \
	list_entry((head)->prev, type, member)

/* Over the links. The list must not change meanwhile. */
#define list_for_each(pos, head) \
	for ((pos) = (head)->next; (pos) != (head); (pos) = (pos)->next)

/* Over the links; pos may be deleted in the loop, its neighbours may not. */
#define list_for_each_safe(pos, n, head) \
	for ((pos) = (head)->next, (n) = (pos)->next; (pos) != (head); \
	     (pos) = (n), (n) = (pos)->next)

/* Over the structs that hold the links. */
#define list_for_each_entry(pos, head, member) \
	for ((pos) = list_entry((head)->next, __typeof__(*(pos)), member); \
	     &(pos)->member != (head); \
	     (pos) = list_entry((pos)->member.next, __typeof__(*(pos)), \
				member))

/* The same from the last to the first. */
#define list_for_each_entry_reverse(pos, head, member) \
	for ((pos) = list_entry((head)->prev, __typeof__(*(pos)), member); \
	     &(pos)->member != (head); \
	     (pos) = list_entry((pos)->member.prev, __typeof__(*(pos)), \
				member))

/* Over the structs; pos may be deleted or freed in the loop. */
#define list_for_each_entry_safe(pos, n, head, member) \
	for ((pos) = list_entry((head)->next, __typeof__(*(pos)), member), \
	     (n) = list_entry((pos)->member.next, __typeof__(*(pos)), member); \
	     &(pos)->member != (head); \
	     (pos) = (n), \
	     (n) = list_entry((n)->member.next, __typeof__(*(n)), member))

#endif
