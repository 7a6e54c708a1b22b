using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Data;

public sealed class VisibleSqlTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Hand_written_queries_show_each_viewer_what_all_others_show(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await test.Store.Write(async db =>
        {
            foreach (var handle in new[] { "alice", "bob", "carol" })
            {
                db.People.Add(
                    Person.Add(await db.NextPerson(), Some.PersonDetails(handle), Some.Alice())
                );
            }
        });
        await test.Store.Write(async db =>
        {
            foreach (var readers in new int[]?[] { null, [1], [2, 3], [1, 2, 3] })
            {
                var details = Some.IncidentDetails() with
                {
                    Restricted = readers is not null,
                    ReaderIds = readers ?? [],
                };
                db.Incidents.Add(Incident.Declare(await db.NextIncident(), details, Some.Alice()));
            }
        });
        Viewer[] viewers =
        [
            Viewer.System,
            new(null, Role.Viewer),
            new(1, Role.Member),
            new(2, Role.Admin),
            new(9, Role.Lead),
            new(9, Role.Auditor),
        ];
        foreach (var viewer in viewers)
        {
            await using var db = test.Read();
            var expected = await db
                .Incidents.To(viewer)
                .Select(i => i.Number)
                .Order()
                .ToListAsync(TestContext.Current.CancellationToken);

            var actual = await db.Plain.Rows(
                $"SELECT i.number FROM incidents i WHERE {VisibleSql.To("i", viewer, db.IsSqlite)} AND {VisibleSql.Has("i.number", viewer, db.IsSqlite)} ORDER BY i.number",
                VisibleSql.Parameters(viewer),
                row => row.Int(0),
                TestContext.Current.CancellationToken
            );

            Assert.Equal(expected, actual);
        }
    }
}
