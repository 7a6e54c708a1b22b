using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;

namespace Afterword.Server.FollowThrough;

/// <summary>
/// Drafts last month's review on the morning of the first working day (or one of the next few, where nobody was there), and writes
/// the leadership digest on the first working morning of a week.
/// </summary>
internal sealed class Reviews(Store store, Database database, Func<Site> site)
{
    /// <summary>How many days a review may be late and still be drafted by itself.</summary>
    private const int Grace = 6;

    /// <summary>How long a look holds at most: the organization's zone and its mornings may change.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    private DateOnly _looked;
    private DateTimeOffset _next;

    public async Task All(CancellationToken ct)
    {
        if (store.Now < _next)
        {
            return;
        }
        await using var db = database.Read();
        var rules = await CadenceRules.Of(db, ct);
        var today = WorkCalendar.DayOf(store.Now, rules.Zone);
        if (_looked != today && store.Now >= rules.Calendar.MorningOf(today, rules.Zone))
        {
            await Morning(db, rules, today, ct);
        }
        var morning = rules.Calendar.MorningOf(
            _looked == today ? today.AddDays(1) : today,
            rules.Zone
        );
        _next = morning < store.Now + Look ? morning : store.Now + Look;
    }

    private async Task Morning(
        AfterwordDb db,
        CadenceRules rules,
        DateOnly today,
        CancellationToken ct
    )
    {
        // Without a team that is leadership there is nobody to tell.
        if (await db.Plain.Any("SELECT 1 FROM teams WHERE is_leadership", [], ct))
        {
            await Month(db, rules, today, ct);
            await Week(db, rules, today, ct);
        }
        _looked = today;
    }

    private async Task Month(
        AfterwordDb db,
        CadenceRules rules,
        DateOnly today,
        CancellationToken ct
    )
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var first = rules.Calendar.OnOrAfter(month, rules.Zone);
        if (today >= first && today <= first.AddDays(Grace))
        {
            await Reviewing.Month(
                store,
                db,
                site(),
                month.AddMonths(-1),
                By.Product(store.Now, Door.Cadence),
                ct
            );
        }
    }

    private async Task Week(
        AfterwordDb db,
        CadenceRules rules,
        DateOnly today,
        CancellationToken ct
    )
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (today == rules.Calendar.OnOrAfter(monday, rules.Zone))
        {
            await Reviewing.Week(
                store,
                db,
                site(),
                monday,
                TimeSpan.FromHours(rules.Calendar.Policy.PreviewHours),
                ct
            );
        }
    }
}
