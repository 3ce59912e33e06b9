/* test_write.c: one mark of each form and one word, as each writer puts them; the outline and the frame of
 * each form; frames that overlap. */
#include <criterion/criterion.h>
#include <math.h>

#include "render/scene/geometry.h"
#include "render/write/writer.h"
#include "render/write/xdot.h"
#include "support.h"

static description figure = { .theme = { .paper = 0xFFFFFF, .halo = 0xFEFEFE }, .font = { "Sans", 4 } };
static const scene page = { .d = &figure, .width = 200, .height = 100 };

static spot circle[] = { { 50, 20 }, { 7, 7 } }, oval[] = { { 50, 20 }, { 7, 5 } }, line[] = { { 1, 2 }, { 3, 5 } },
            curve[] = { { 0, 0 }, { 10, 0 }, { 20, 30 }, { 30, 30 } }, corner[] = { { 0, 0 }, { 8, 0 }, { 0, 6 } },
            large[] = { { 10, 20 }, { 5, 10 }, { 0, 0 }, { 2, 1 } }, small[] = { { 10, 20 }, { 2, 2 }, { 1, 0 } };
static const double dash[] = { 3, 1.5 };

#define MARK(f, points, ...) \
    { .part = PART_AXES, .form = f, .at = points, .count = sizeof points / sizeof *points, .object = NONE, \
      .panel = NONE, .acts_of = NONE, .twin_of = NONE, __VA_ARGS__ }

static const mark marks[] = {
    MARK(FORM_CIRCLE, circle, .fill = { 0x102030, 1 }, .line = { 0xFF0000, 0.5 }, .width = 0.75),
    MARK(FORM_BOX, oval, .fill = { 0x102030, 0.25 }),
    MARK(FORM_LINE, line, .line = { 0x00FF00, 1 }, .width = 1, .dash = dash, .dashes = 2, .round = true),
    MARK(FORM_CURVE, curve, .line = { 0x0000FF, 1 }, .width = 2, .dash = dash, .dashes = 2),
    MARK(FORM_AREA, corner, .line = { 0x0000FF, 1 }, .width = 2),
    MARK(FORM_CELLS, large, .fill = { 0x0A0B0C, 1 }),
    MARK(FORM_CELLS, small, .fill = { 0x0A0B0C, 1 }, .half = true),
    MARK(FORM_CELLS, small, .fill = { 0x0A0B0C, 1 }),
};
enum { MARKS = sizeof marks / sizeof *marks };

static void expect(ent_buf *out, const char *right, const char *what)
{
    cr_expect_str_eq(ent_buf_string(out), right, "%s: %s", what, ent_buf_string(out));
    ent_buf_destroy(out);
}

Test(write, marks_of_svg)
{
    static const char *const right[MARKS] = {
        "<circle cx=\"50\" cy=\"20\" r=\"7\" fill=\"#102030\" stroke=\"#FF0000\" stroke-opacity=\"0.5\" stroke-width=\"0.75\"/>\n",
        "<rect x=\"43\" y=\"15\" width=\"14\" height=\"10\" rx=\"1.8\" fill=\"#102030\" fill-opacity=\"0.25\"/>\n",
        "<path d=\"M1,2L3,5\" stroke=\"#00FF00\" stroke-width=\"1\" stroke-dasharray=\"3,1.5\" stroke-linecap=\"round\"/>\n",
        "<path d=\"M0,0C10,0 20,30 30,30\" stroke=\"#0000FF\" stroke-width=\"2\" stroke-dasharray=\"3,1.5\"/>\n",
        "<path d=\"M0,0L8,0L0,6Z\" fill=\"none\" stroke=\"#0000FF\" stroke-width=\"2\"/>\n",
        "<path d=\"M10 20h4.7v9.4h-4.7zM20 30h4.7v9.4h-4.7z\" fill=\"#0A0B0C\"/>\n",
        "<path d=\"M12 20v2h2z\" fill=\"#0A0B0C\"/>\n",
        "<path shape-rendering=\"crispEdges\" d=\"M12 20h2v2h-2z\" fill=\"#0A0B0C\"/>\n",
    };

    for (size_t i = 0; i < MARKS; i++) {
        ent_buf out = { 0 };

        svg_writer.mark(&out, &page, &marks[i]);
        expect(&out, right[i], "svg");
    }
}

/* EPS has no transparency: the colour is mixed with the paper's. */
Test(write, opaque_marks_are_mixed_with_the_paper)
{
    scene opaque = page;
    ent_buf out = { 0 };

    opaque.opaque = true;
    svg_writer.mark(&out, &opaque, &marks[0]);
    expect(&out, "<circle cx=\"50\" cy=\"20\" r=\"7\" fill=\"#102030\" stroke=\"#FF8080\" stroke-width=\"0.75\"/>\n", "opaque");
}

/* y upwards */
Test(write, marks_of_tikz)
{
    static const char *const right[MARKS] = {
        "\\path[fill=entente102030,draw=ententeFF0000,line width=0.75bp,draw opacity=0.5] (50,80) circle[radius=7];\n",
        "\\path[fill=entente102030,fill opacity=0.25] [rounded corners=1.8bp] (43,85) rectangle (57,75);\n",
        "\\path[draw=entente00FF00,line width=1bp,line cap=round,dash pattern=on 3bp off 1.5bp] (1,98) -- (3,95);\n",
        "\\path[draw=entente0000FF,line width=2bp,dash pattern=on 3bp off 1.5bp] (0,100) .. controls (10,100) and (20,70) .. (30,70);\n",
        "\\path[draw=entente0000FF,line width=2bp] (0,100) -- (8,100) -- (0,94) -- cycle;\n",
        "\\path[fill=entente0A0B0C] (10,80) rectangle (14.7,70.6) (20,70) rectangle (24.7,60.6);\n",
        "\\path[fill=entente0A0B0C] (12,80) -- (12,78) -- (14,78) -- cycle;\n",
        "\\path[fill=entente0A0B0C] (12,80) rectangle (14,78);\n",
    };

    for (size_t i = 0; i < MARKS; i++) {
        ent_buf out = { 0 };

        tikz_writer.mark(&out, &page, &marks[i]);
        expect(&out, right[i], "tikz");
    }
}

/* Colour of the line, of the filling, width, dashes; then the shape, y upwards. */
Test(write, marks_of_xdot)
{
    static const char *const right[MARKS] = {
        "c 9 -#ff000080 C 7 -#102030 S 18 -setlinewidth(0.75) S 5 -solid E 50 80 7 7 ",
        "c 9 -#00000000 C 9 -#10203040 S 18 -setlinewidth(0.01) S 5 -solid P 4 43 85 57 85 57 75 43 75 ",
        "c 7 -#00ff00 C 9 -#00000000 S 15 -setlinewidth(1) S 6 -dotted L 2 1 98 3 95 ",
        "c 7 -#0000ff C 9 -#00000000 S 15 -setlinewidth(2) S 6 -dashed B 4 0 100 10 100 20 70 30 70 ",
        "c 7 -#0000ff C 9 -#00000000 S 15 -setlinewidth(2) S 5 -solid p 3 0 100 8 100 0 94 ",
        "c 9 -#00000000 C 7 -#0a0b0c S 18 -setlinewidth(0.01) S 5 -solid P 4 10 80 10 70.6 14.7 70.6 14.7 80 P 4 20 70 20 60.6 24.7 60.6 24.7 70 ",
        "c 9 -#00000000 C 7 -#0a0b0c S 18 -setlinewidth(0.01) S 5 -solid P 3 12 80 12 78 14 78 ",
        "c 9 -#00000000 C 7 -#0a0b0c S 18 -setlinewidth(0.01) S 5 -solid P 4 12 80 12 78 14 78 14 80 ",
    };
    mark ellipse = marks[0];
    ent_buf out = { 0 };

    for (size_t i = 0; i < MARKS; i++) {
        xdot_mark(&out, &page, &marks[i]);
        expect(&out, right[i], "xdot");
    }
    ellipse.at = oval;
    ellipse.fill.opacity = 0;
    xdot_mark(&out, &page, &ellipse);
    expect(&out, "c 9 -#ff000080 C 9 -#10203000 S 18 -setlinewidth(0.75) S 5 -solid e 50 80 7 5 ", "xdot");
}

Test(write, words)
{
    static const word w = { .text = { "A & B", 5 }, .x = 30, .y = 40, .size = 7, .turn = 90, .anchor = ANCHOR_END,
                            .bold = true, .halo = true, .object = NONE, .colour = 0x112233 };
    static const word plain = { .text = { "\\AA", 3 }, .x = 30, .y = 40, .size = 10, .object = NONE, .italic = true };
    ent_buf out = { 0 };

    svg_writer.word(&out, &page, &w);
    expect(&out,
           "<text x=\"30\" y=\"40\" font-size=\"7\" font-weight=\"bold\" text-anchor=\"end\" transform=\"rotate(90 30 40)\" "
           "fill=\"#112233\" stroke=\"#FEFEFE\" stroke-width=\"1.6\" stroke-linejoin=\"round\" aria-hidden=\"true\">A &amp; B</text>"
           "<text x=\"30\" y=\"40\" font-size=\"7\" font-weight=\"bold\" text-anchor=\"end\" transform=\"rotate(90 30 40)\" "
           "fill=\"#112233\">A &amp; B</text>\n",
           "svg");
    svg_writer.word(&out, &page, &plain);
    expect(&out, "<text x=\"30\" y=\"40\" font-size=\"10\" font-style=\"italic\" fill=\"#000000\">\\AA</text>\n", "svg");
    tikz_writer.word(&out, &page, &w);
    expect(&out,
           "\\node[anchor=base east,text=entente112233,fill=ententeFEFEFE,fill opacity=0.8,text opacity=1,rotate=-90,"
           "font=\\figfont\\fontsize{7bp}{8.05bp}\\selectfont\\bfseries] at (30,60) {A \\& B};\n",
           "tikz");
    xdot_word(&out, &page, &plain);
    /* 16.12: AA is 2 x 667 thousandths wide, the backslash 278 */
    cr_expect(strncmp(ent_buf_string(&out), "c 7 -#000000 t 2 F 10  4 -Sans T 30 60 -1 ", 42) == 0, "%s", ent_buf_string(&out));
    cr_expect_not_null(strstr(ent_buf_string(&out), "16.12 5 -\xe2\xa7\xb5" "AA "), "%s", ent_buf_string(&out));
    ent_buf_destroy(&out);
    xdot_word(&out, &page, &w);
    cr_expect_not_null(strstr(ent_buf_string(&out), " t 1 F 7  4 -Sans T 30 60 1 "), "%s", ent_buf_string(&out));
    ent_buf_destroy(&out);
}

static void expect_frame(frame f, double x0, double y0, double x1, double y1)
{
    cr_expect(f.x0 == x0 && f.y0 == y0 && f.x1 == x1 && f.y1 == y1, "%g %g %g %g", f.x0, f.y0, f.x1, f.y1);
}

Test(geometry, frames_and_outlines)
{
    static const placed at = { .x = 10, .y = 20, .rx = 3, .ry = 2, .label_x = 30, .label_y = 40, .label_w = 8, .label_h = 6 };
    spot out[64];
    double furthest = 0;

    expect_frame(node_frame(&at, 1), 6, 17, 14, 23);
    expect_frame(label_frame(&at, 1), 25, 36, 35, 44);
    expect_frame(mark_frame(&marks[1]), 43, 15, 57, 25);
    expect_frame(mark_frame(&marks[3]), 0, 0, 30, 30);
    expect_frame(mark_frame(&marks[5]), 10, 20, 25, 40);
    cr_assert_eq(mark_outline(&marks[0], out, 64), 12);
    for (int i = 0; i < 12; i++)
        cr_expect_float_eq(hypot(out[i].x - 50, out[i].y - 20), 7, 0.001);
    expect_frame(frame_of(out, 12), 43, 13, 57, 27);
    cr_expect_eq(mark_outline(&marks[0], out, 5), 5);
    cr_assert_eq(mark_outline(&marks[3], out, 64), 11);
    for (int i = 0; i <= 10; i++) { /* the curve is x = 30 t, y = 90 t^2 - 60 t^3 */
        double t = i / 10.0;

        furthest = fmax(furthest, hypot(out[i].x - 30 * t, out[i].y - (90 * t * t - 60 * t * t * t)));
    }
    cr_expect_lt(furthest, 1e-9);
    cr_expect_eq(mark_outline(&marks[4], out, 64), 3);
    cr_expect(out[2].x == 0 && out[2].y == 6);
    cr_assert_eq(mark_outline(&marks[1], out, 64), 4);
    expect_frame(frame_of(out, 4), 43, 15, 57, 25);
    cr_expect(out[0].x == 43 && out[0].y == 15 && out[2].x == 57 && out[2].y == 25);
    cr_expect_eq(mark_outline(&marks[1], out, 3), 0);
}

Test(geometry, frames_overlap)
{
    static const frame a = { 0, 0, 10, 10 };

    cr_expect_eq(overlap(a, (frame){ 8, 7, 20, 20 }), 6);
    cr_expect_eq(overlap(a, (frame){ 2, 3, 4, 6 }), 6);
    cr_expect_eq(overlap(a, (frame){ 10, 0, 20, 10 }), 0, "they touch");
    cr_expect_eq(overlap(a, (frame){ 11, 11, 20, 20 }), 0);
    cr_expect_eq(hundredth(1.2349), 1.23);
    cr_expect_eq(hundredth(-1.2351), -1.24);
}
