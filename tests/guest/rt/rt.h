/*
 * rt.h - what the two plays have in common: main.c sets the stage, records
 * and shows the trace; actors.c is random, demo.c makes a picture.
 */
#ifndef TESTS_GUEST_RT_H
#define TESTS_GUEST_RT_H

#include <stdint.h>

typedef uint32_t u32;

/* main.c */
extern u32 nr_cpus;
void check(long result, const char *what);
void control(const char *text);
void compute(u32 turns);

/* demo.c */
void demo(void);

#endif
