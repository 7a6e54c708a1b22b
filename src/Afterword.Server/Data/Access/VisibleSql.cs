namespace Afterword.Server.Data.Access;

/// <summary>The predicate of <see cref="Visible"/> for hand-written SQL; a test holds the two together.</summary>
internal static class VisibleSql
{
    /// <summary>The values that the conditions name: the viewer's number. One text for everybody, so that statements stay prepared.</summary>
    public static IReadOnlyList<(string Name, object Value)> Parameters(Viewer viewer) =>
        !viewer.SeesAll && viewer.PersonId is { } person ? [("@viewer", person)] : [];

    /// <summary>A condition on a row of <c>incidents</c>. On SQLite a look for the digits comes first: reading a list costs fifty times as much.</summary>
    /// <param name="incidents">The alias the row has in the query.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="sqlite">Lists are JSON there and arrays on PostgreSQL.</param>
    public static string To(string incidents, Viewer viewer, bool sqlite) =>
        viewer.SeesAll ? "1 = 1"
        : viewer.PersonId is null ? $"NOT {incidents}.restricted"
        : sqlite
            ? $"(NOT {incidents}.restricted OR (instr({incidents}.reader_ids, @viewer) AND @viewer IN (SELECT value FROM json_each({incidents}.reader_ids))))"
        : $"(NOT {incidents}.restricted OR @viewer = ANY ({incidents}.reader_ids))";

    /// <summary>A condition on a number of an incident: that its row may be seen.</summary>
    public static string Has(string incidentNumber, Viewer viewer, bool sqlite) =>
        viewer.SeesAll
            ? "1 = 1"
            : $"EXISTS (SELECT 1 FROM incidents v WHERE v.number = {incidentNumber} AND {To("v", viewer, sqlite)})";
}
