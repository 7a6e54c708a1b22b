namespace Afterword.Tests.PostMortems;

/// <summary>Action items wherever they stand and however they are written; what is none, and what an item never gets.</summary>
public sealed class ItemShapesTests
{
    [Theory]
    [InlineData("- Alert on rust")]
    [InlineData("* Alert on rust")]
    [InlineData("1. Alert on rust")]
    [InlineData("- [ ] Alert on rust")]
    [InlineData("- [] Alert on rust")]
    [InlineData("-[ ] Alert on rust")]
    [InlineData("[ ] Alert on rust")]
    [InlineData("- **Alert** on\n  `rust`")]
    [InlineData("| Action |\n|---|\n| Alert on rust |")]
    [InlineData("Action item | Owner\n--- | ---\nAlert on rust |")]
    [InlineData("**Action item:** Alert on rust")]
    [InlineData("- **Short term**:\n  - Alert on rust")]
    public void An_item_may_have_any_shape(string shape)
    {
        var item = Understood.Item(shape);

        Assert.EndsWith("Alert on rust", item.Text, StringComparison.Ordinal);
        Assert.Null(item.Owner);
        Assert.Null(item.DueOn);
        Assert.Null(item.DueText);
        Assert.Null(item.Ticket);
        Assert.Null(item.Priority);
    }

    [Theory]
    [InlineData("We will look into it.")]
    [InlineData("- N/A")]
    [InlineData("- TBD")]
    [InlineData("- {{ action }}")]
    [InlineData("- <!-- Fix the thing -->")]
    [InlineData("<!--\n- Fix the thing\n-->")]
    [InlineData("Nothing in particular.")]
    [InlineData("| Action | Owner |\n|---|---|\n|  |  |")]
    [InlineData("| Action | Owner |\n|---|---|\n| N/A | N/A |")]
    [InlineData("- [x] Push this document to the wiki")]
    [InlineData("- [ ] All sections above are filled out")]
    [InlineData("```\n- not an item\n```")]
    public void Prose_placeholders_comments_and_chores_of_the_report_are_no_items(string text) =>
        Assert.Empty(Understood.Items($"# T\n\n## Action items\n\n{text}\n"));

    [Fact]
    public void A_list_elsewhere_is_no_list_of_items() =>
        Assert.Empty(
            Understood.Items(
                "# T\n\n## Resolution\n\n- restarted\n\n## Lessons learned\n\n1. alert on rust\n\n## Root causes\n\n- rust\n\n## Notes to the owner\n\n- [ ] file issues for all the actions\n"
            )
        );

    [Fact]
    public void A_table_of_items_is_one_under_any_heading()
    {
        var items = Understood.Items(
            "# T\n\n## Resolution\n\n| # | Task | Who | ETA | Jira | State |\n|---|---|---|---|---|---|\n| 1 | Paint it | Mia | 2024-06-01 | [OPS-7](https://jira.example.org/browse/OPS-7) | In progress |\n| 2 | Scrape it | Lee, Sam | next sprint | | Done |\n"
        );

        Assert.Equal(["Paint it", "Scrape it"], items.Select(i => i.Text));
        Assert.Equal(["Mia", "Lee, Sam"], items.Select(i => i.Owner));
        Assert.Equal(new DateOnly(2024, 6, 1), items[0].DueOn);
        Assert.Equal("next sprint", items[1].DueText);
        Assert.Equal("https://jira.example.org/browse/OPS-7", items[0].Ticket);
        Assert.Equal([false, true], items.Select(i => i.Done!.Value));
    }

    [Fact]
    public void Headings_that_carry_an_owner_are_items()
    {
        var items = Understood.Items(
            "# T\n\n## Remediation\n\n#### Alert on rust `@mia`\n\nIt should page.\n\n#### Paint the bridge `@lee`\n\nIn red.\n\n- two coats\n"
        );

        Assert.Equal(["Alert on rust @mia", "Paint the bridge @lee"], items.Select(i => i.Text));
        Assert.Equal(["@mia", "@lee"], items.Select(i => i.Owner));
        Assert.Contains("two coats", items[1].Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paragraph_that_calls_itself_an_item_is_one_anywhere()
    {
        var item = Assert.Single(
            Understood.Items(
                "# T\n\n## Conclusion\n\nIt rusted.\n\n**Action item:** Paint the bridge. Owner: @lee\n"
            )
        );

        Assert.Equal("@lee", item.Owner);
    }

    [Fact]
    public void Bullets_nested_under_an_item_belong_to_it()
    {
        var item = Understood.Item(
            "- Paint the bridge\n  - in red\n  - [PR](https://github.com/acme/bridge/pull/7)"
        );

        Assert.Equal("Paint the bridge", item.Text);
        Assert.Equal("https://github.com/acme/bridge/pull/7", item.Ticket);
    }

    [Theory]
    [InlineData("- Paint it – Owner: Lee, Due: 2025-08-01", "Lee")]
    [InlineData("- Paint it (owner: @lee)", "@lee")]
    [InlineData("- Paint it [Assignee: Platform team]", "Platform team")]
    [InlineData("- Paint it - @lee", "@lee")]
    [InlineData("- Paint it (@lee)", "@lee")]
    [InlineData("- @lee to paint it", "@lee")]
    [InlineData("- [@lee](https://github.com/lee): paint it", "@lee")]
    [InlineData("- **@lee** – paint it", "@lee")]
    [InlineData("- Paint it\n  - Owner: Lee Park", "Lee Park")]
    [InlineData("- Paint it. **Owner:** Backend Developer Team", "Backend Developer Team")]
    public void An_owner_named_for_the_item_is_its_owner(string bullet, string owner) =>
        Assert.Equal(owner, Understood.Item(bullet).Owner);

    [Theory]
    [InlineData("- We should paint it")]
    [InlineData("- Ask @lee whether paint helps here")]
    [InlineData("- Thank the owner of the bridge")]
    [InlineData("- The platform team should paint it")]
    [InlineData("- Paint it\n  - as @lee said, twice")]
    [InlineData("- Add the @types/node package to the build")]
    public void Somebody_who_is_only_mentioned_owns_nothing(string bullet) =>
        Assert.Null(Understood.Item(bullet).Owner);

    [Theory]
    [InlineData("- Paint it – Due: 2025-08-01", "2025-08-01")]
    [InlineData("- Paint it (due 1 August 2025)", "2025-08-01")]
    [InlineData("- Paint it by August 1, 2025", "2025-08-01")]
    [InlineData("- Paint it. ETA: 2025-08-01.", "2025-08-01")]
    [InlineData("- Paint it (deadline: 2025/08/01)", "2025-08-01")]
    [InlineData("- Paint it (due: next sprint)", "next sprint")]
    [InlineData("- Paint it (planned for June 2025)", "June 2025")]
    [InlineData("- Paint it by end of Q3", "end of Q3")]
    [InlineData("- Paint it (due 04/05/2025)", "04/05/2025")]
    public void A_due_date_is_a_date_or_its_own_words(string bullet, string due)
    {
        var item = Understood.Item(bullet);

        Assert.Equal(
            due,
            item.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                ?? item.DueText
        );
    }

    [Theory]
    [InlineData("- Repeat what we did on 2025-08-01")]
    [InlineData("- Support the May 2025 release of the client")]
    [InlineData("- Fix the due date field of the form")]
    public void A_day_that_is_only_mentioned_is_no_due_date(string bullet)
    {
        var item = Understood.Item(bullet);

        Assert.Null(item.DueOn);
        Assert.Null(item.DueText);
    }

    [Theory]
    [InlineData("- [x] Paint it", true)]
    [InlineData("- [ ] Paint it", false)]
    [InlineData("- Paint it (DONE)", true)]
    [InlineData("- Paint it [done]", true)]
    [InlineData("- Paint it – done", true)]
    [InlineData("- ✅ Paint it", true)]
    [InlineData("- ~~Paint it~~", true)]
    [InlineData("- Done: paint it", true)]
    [InlineData("- Paint it. DONE in PR #12", true)]
    [InlineData("- Paint it (in progress)", false)]
    [InlineData("- TODO: paint it", false)]
    [InlineData("- Paint it", null)]
    [InlineData("- Get the painting done before winter", null)]
    [InlineData("- We painted it", null)]
    public void Done_is_what_the_document_marks_as_done(string bullet, bool? done) =>
        Assert.Equal(done, Understood.Item(bullet).Done);

    [Theory]
    [InlineData("- Paint it (Hana, 2024-11-11)", "Hana", "2024-11-11")]
    [InlineData("- Paint it (Hana Kim, due 11 Nov 2024)", "Hana Kim", "2024-11-11")]
    [InlineData("- Paint it (Fixed, 2024-11-11)", null, null)]
    [InlineData("- Paint it (Updated, 2024-11-11)", null, null)]
    [InlineData("- Paint it (@hana) #881", "@hana", null)]
    [InlineData("- Paint it like the fence (March 2024)", null, null)]
    public void A_name_and_a_day_in_parentheses_are_who_and_by_when(
        string bullet,
        string? owner,
        string? due
    )
    {
        var item = Understood.Item(bullet);

        Assert.Equal(owner, item.Owner);
        Assert.Equal(
            due,
            item.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void What_will_not_be_done_is_neither_done_nor_open() =>
        Assert.Null(
            Understood.Item("| Action | State |\n|---|---|\n| ~~Paint it~~ | Won't do |").Done
        );

    [Theory]
    [InlineData("Immediate actions taken", true)]
    [InlineData("Completed actions", true)]
    [InlineData("Actions to do", false)]
    [InlineData("What we are going to do about it", null)]
    [InlineData("Actions in progress", false)]
    [InlineData("Next steps", null)]
    public void The_heading_over_a_list_may_say_what_is_done(string heading, bool? done) =>
        Assert.Equal(
            done,
            Assert.Single(Understood.Items($"# T\n\n## {heading}\n\n- Paint it\n")).Done
        );

    [Fact]
    public void A_sub_heading_hands_its_ticket_and_due_date_down()
    {
        var items = Understood.Items(
            "# T\n\n## Action items\n\n### Done\n\n- a thing\n\n### Short term (due 2025-08-01)\n\n- another\n\n### [Epic](https://github.com/acme/x/issues/9)\n\n- a third\n"
        );

        Assert.True(items[0].Done);
        Assert.Equal(new DateOnly(2025, 8, 1), items[1].DueOn);
        Assert.Null(items[1].Done);
        Assert.Equal("https://github.com/acme/x/issues/9", items[2].Ticket);
    }

    [Theory]
    [InlineData(
        "- Paint it [#12](https://github.com/acme/x/issues/12)",
        "https://github.com/acme/x/issues/12"
    )]
    [InlineData(
        "- Paint it ([PR][1])\n\n[1]: https://github.com/acme/x/pull/3",
        "https://github.com/acme/x/pull/3"
    )]
    [InlineData("- https://gitlab.com/acme/x/-/issues/5", "https://gitlab.com/acme/x/-/issues/5")]
    [InlineData(
        "- <https://acme.atlassian.net/browse/OPS-5>",
        "https://acme.atlassian.net/browse/OPS-5"
    )]
    [InlineData("- #2127", "#2127")]
    [InlineData("- [OPS-5] Paint it", "OPS-5")]
    [InlineData("- Paint it (OPS-5)", "OPS-5")]
    [InlineData("- Paint it (acme/x#12)", "acme/x#12")]
    [InlineData(
        "- Read [the runbook](https://runbooks.example.org/paint) and [file it](https://github.com/acme/x/issues/8)",
        "https://github.com/acme/x/issues/8"
    )]
    public void The_ticket_of_an_item_is_its_own_link_or_key(string bullet, string ticket) =>
        Assert.Equal(ticket, Understood.Item(bullet).Ticket);

    [Theory]
    [InlineData("- Read [the runbook](https://runbooks.example.org/paint)")]
    [InlineData("- Ask in [the channel](https://acme.slack.com/archives/C1/p2)")]
    [InlineData("- Save everything as UTF-8 (ISO-8601 dates)")]
    [InlineData("- Send it to channel #operations")]
    public void A_link_to_anything_else_is_no_ticket(string bullet) =>
        Assert.Null(Understood.Item(bullet).Ticket);

    [Fact]
    public void Text_keeps_its_words_and_loses_its_marks()
    {
        Assert.Equal(
            "Watch foo_bar * 2 and acme/cask* (see docs) – it’s vital",
            Understood
                .Item(
                    "- **Watch** `foo_bar` * 2 and `acme/cask*` (see [docs](https://d.example.org)) – *it’s vital*"
                )
                .Text
        );
    }

    [Fact]
    public void The_owner_of_the_report_owns_no_item() =>
        Assert.Null(
            Assert
                .Single(
                    Understood.Items(
                        "# T\n\n## Owner: @lee\n\n# Overview\n\nx\n\n# Corrective actions\n\n- Paint it\n"
                    )
                )
                .Owner
        );

    [Fact]
    public void A_cell_may_hold_breaks_pipes_and_addresses()
    {
        var item = Assert.Single(
            Understood.Items(
                "# T\n\n## Action items\n\n| Action | Owner |\n|---|---|\n| Run `a \\| b`<br>then https://example.org/a?b=c | @lee |\n"
            )
        );

        Assert.Equal("@lee", item.Owner);
        Assert.StartsWith("Run a | b", item.Text, StringComparison.Ordinal);
    }
}
