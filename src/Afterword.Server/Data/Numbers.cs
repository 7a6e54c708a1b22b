namespace Afterword.Server.Data;

/// <summary>Gives out the numbers behind keys, without gaps: a number taken by a deed that fails is given again.</summary>
internal static class Numbers
{
    public static Task<int> NextIncident(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "incident", 1, ct);

    public static Task<int> NextItem(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "item", 1, ct);

    public static Task<int> NextView(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "view", 1, ct);

    public static Task<int> NextComment(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "comment", 1, ct);

    public static Task<int> NextUpdate(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "update", 1, ct);

    /// <summary>Takes a range of numbers at once.</summary>
    /// <returns>The first of them.</returns>
    public static async Task<int> NextUpdates(
        this AfterwordDb db,
        int count,
        CancellationToken ct = default
    ) => await Next(db, "update", count, ct) - count + 1;

    public static Task<int> NextPlanChange(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "plan_change", 1, ct);

    public static Task<int> NextPerson(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "person", 1, ct);

    public static Task<int> NextTeam(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "team", 1, ct);

    public static Task<int> NextService(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "service", 1, ct);

    public static Task<int> NextToken(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "token", 1, ct);

    public static Task<int> NextSetting(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "setting", 1, ct);

    public static Task<int> NextSameCause(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "same_cause", 1, ct);

    public static Task<int> NextFixCheck(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "fix_check", 1, ct);

    public static Task<int> NextRiskCall(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "risk_call", 1, ct);

    public static Task<int> NextQuestion(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "question", 1, ct);

    public static Task<int> NextFeed(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "feed", 1, ct);

    public static Task<int> NextTemplateVersion(
        this AfterwordDb db,
        CancellationToken ct = default
    ) => Next(db, "template_version", 1, ct);

    public static Task<int> NextBaseline(this AfterwordDb db, CancellationToken ct = default) =>
        Next(db, "baseline", 1, ct);

    internal static async Task<int> Next(
        AfterwordDb db,
        string name,
        int step,
        CancellationToken ct
    )
    {
        var taken = await db.Writing.Rows(
            "INSERT INTO counters (name, value) VALUES (@name, @step) ON CONFLICT (name) DO UPDATE SET value = counters.value + @step RETURNING value",
            [("@name", name), ("@step", step)],
            row => row.GetInt32(0),
            ct
        );
        return taken[0];
    }
}

/// <summary>Numbers for a deed that needs thousands of them: it alone writes meanwhile, so it counts by itself and says at its end how many it took.</summary>
internal sealed class NumberBlock(AfterwordDb db, string name)
{
    private int _first;
    private int _taken;

    public async ValueTask<int> Next()
    {
        if (_taken == 0)
        {
            _first = await Numbers.Next(db, name, 1, CancellationToken.None);
        }
        return _first + _taken++;
    }

    /// <summary>Takes what was counted from the database's own counter.</summary>
    public async Task Settle()
    {
        if (_taken > 1)
        {
            await Numbers.Next(db, name, _taken - 1, CancellationToken.None);
        }
    }
}
