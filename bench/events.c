/* events.c: event rows of the kind of GDELT, the same every time, into standard output as fast as a pipe takes them: days
 * of 40 years, 193 states with eleven partners each, of which few have most of the rows. One row of 64 has a mistake of
 * its kind: no second actor, an actor that nobody knows, no date, an actor with itself.
 *
 *   entente-bench-events ROWS | entente import - --map bench/events.json --aggregate pair,month -o DIR
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATES = 193, PARTNERS = 11, FIRST_YEAR = 1979, YEARS = 40, DAYS = 12 * 28, PIECE = 64 << 10, LONGEST = 256 };

static const char codes[] =
    "AFGAGOALBANDAREARGARMATGAUSAUTAZEBDIBELBENBFABGDBGRBHRBHSBIHBLRBLZBOLBRA"
    "BRBBRNBTNBWACAFCANCHECHLCHNCIVCMRCODCOGCOLCOMCPVCRICUBCYPCZEDEUDJIDMADNK"
    "DOMDZAECUEGYERIESPESTETHFINFJIFRAFSMGABGBRGEOGHAGINGMBGNBGNQGRCGRDGTMGUY"
    "HNDHRVHTIHUNIDNINDIRLIRNIRQISLISRITAJAMJORJPNKAZKENKGZKHMKIRKNAKORKWTLAO"
    "LBNLBRLBYLCALIELKALSOLTULUXLVAMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMRMNEMNGMOZ"
    "MRTMUSMWIMYSNAMNERNGANICNLDNORNPLNRUNZLOMNPAKPANPERPHLPLWPNGPOLPRKPRTPRY"
    "QATROURUSRWASAUSDNSENSGPSLBSLESLVSMRSOMSRBSSDSTPSURSVKSVNSWESWZSYCSYRTCD"
    "TGOTHATJKTKMTLSTONTTOTUNTURTUVTZAUGAUKRURYUSAUZBVCTVENVNMVUTWSMYEMZAFZMB"
    "ZWE";

/* Marsaglia's xorshift. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static char *put_number(char *p, uint64_t number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        p[i] = (char)('0' + number % 10);
    return p + digits;
}

static char *put_text(char *p, const char *text, size_t len)
{
    memcpy(p, text, len);
    return p + len;
}

#define PUT(p, text) put_text(p, text, sizeof(text) - 1)

static char *put_row(char *p, uint64_t n, uint64_t *state)
{
    uint64_t a = next_random(state), b = next_random(state), day = a % (YEARS * DAYS), mistake = b % 256;
    /* of two random numbers the smaller: few states and partners have most of the rows */
    uint64_t one = (a >> 16) % STATES, two = (a >> 28) % STATES, who = one < two ? one : two, whom;
    uint64_t k = (b >> 8) % PARTNERS, l = (b >> 16) % PARTNERS;

    whom = (who + 1 + 3 * (k < l ? k : l)) % STATES;
    p = put_number(p, n, 10);
    *p++ = ',';
    if (mistake != 0) {
        p = put_number(p, FIRST_YEAR + day / DAYS, 4);
        p = put_number(p, 1 + day % DAYS / 28, 2);
        p = put_number(p, 1 + day % 28, 2);
    }
    *p++ = ',';
    p = put_text(p, codes + 3 * who, 3);
    *p++ = ',';
    if (mistake == 1)
        p = PUT(p, "REB");
    else if (mistake != 2)
        p = put_text(p, codes + 3 * (mistake == 3 ? who : whom), 3);
    p = PUT(p, ",0");
    p = put_number(p, 10 + (b >> 24) % 200, 3);
    *p++ = ',';
    *p = '-';
    p += b >> 40 & 1;
    p = put_number(p, (b >> 32) % 10, 1);
    *p++ = '.';
    p = put_number(p, (b >> 36) % 10, 1);
    p = PUT(p, ",1,");
    p = put_number(p, (b >> 44) % 100, 2);
    p = PUT(p, ",https://news.example/");
    p = put_number(p, b >> 40, 8);
    *p++ = '\n';
    return p;
}

int main(int argc, char **argv)
{
    static char piece[PIECE + LONGEST];
    uint64_t rows = argc == 2 ? strtoull(argv[1], NULL, 10) : 0, state = 88172645463325252u;
    char *p = PUT(piece, "id,date,actor1,actor2,code,tone,sources,mentions,url\n");

    if (!rows) {
        fputs("usage: entente-bench-events ROWS\n", stderr);
        return 2;
    }
    for (uint64_t n = 0; n < rows || p > piece;) {
        size_t left, at = 0;

        while (n < rows && p < piece + PIECE)
            p = put_row(p, n++, &state);
        for (left = (size_t)(p - piece); left;) {
            ssize_t put = write(STDOUT_FILENO, piece + at, left);

            if (put <= 0)
                return 1;
            at += (size_t)put;
            left -= (size_t)put;
        }
        p = piece;
    }
    return 0;
}
