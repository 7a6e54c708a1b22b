using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;
using Afterword.Tests.Support;
using static Afterword.Tests.FollowThrough.CadenceWorld;

namespace Afterword.Tests.FollowThrough;

public sealed class EscalationReasonTests
{
    private const string Late = "OUT-1/escalation/1/due-2026-11-20";
    private const string Still = "OUT-1/escalation/stalled-1/since-2026-11-03";
    private static readonly By Later = Some.Alice(At("Mon 2026-11-23 11:00"));

    [Fact]
    public void An_escalation_goes_while_the_item_is_open_and_as_late_or_as_still_as_it_says()
    {
        Assert.Null(Gone(Late, _ => { }));
        Assert.Null(Gone(Still, _ => { }));
        // Work that begins, or a new owner, makes nothing less late.
        Assert.Null(Gone(Late, item => item.Start(Later)));
        Assert.Null(Gone("INC-1/escalation/first-summary", item => item.Cancel("Moot.", Later)));
    }

    [Fact]
    public void An_escalation_whose_reason_is_gone_by_the_time_it_could_go_out_does_not_go()
    {
        Assert.Equal(
            "The item was closed before this could go out.",
            Gone(Late, item => item.Cancel("The system is gone.", Later))
        );
        Assert.Equal(
            "The due date was moved before this could go out.",
            Gone(
                Late,
                item => item.MoveDueDate(new DateOnly(2026, 12, 4), "Waits for a part.", Later)
            )
        );
        Assert.Equal(
            "Somebody saw to the item before this could go out.",
            Gone(Still, item => item.Start(Later))
        );
    }

    private static string? Gone(string slot, Action<ActionItem> meanwhile)
    {
        var item = Some.Item(
            1,
            Some.ItemDetails() with
            {
                DueOn = new DateOnly(2026, 11, 20),
            },
            by: Some.Alice(At("Tue 2026-11-03 10:00"))
        );
        var update = Update.Automatic(
            1,
            new UpdateAbout(
                slot,
                UpdateKind.Escalation,
                Audience.Manager,
                1,
                slot.StartsWith("OUT", StringComparison.Ordinal) ? 1 : null,
                null,
                Kim
            ),
            new Words("Late", "It is late."),
            null,
            By.Product(At("Mon 2026-11-23 08:30"), Door.Cadence)
        );
        meanwhile(item);
        return EscalationReason.Gone(update, item);
    }
}
