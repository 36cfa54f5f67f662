/*
 * regions.h - where the disk of the box has something that matters, and of
 * what size its fields are; for those who want to damage it with skill.
 */
#ifndef UNIT_REGIONS_H
#define UNIT_REGIONS_H

struct region {
	unsigned int start, bytes;	/* on the disk */
	unsigned int field;		/* 2 or 4 bytes; 1: bits of a map */
};

#define MAX_REGIONS	400

/* regions.c. Fills `list' from a good image; how many there are. */
int find_regions(const char *type, struct region *list);

#endif
