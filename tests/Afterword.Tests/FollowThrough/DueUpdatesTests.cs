using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.FollowThrough;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Afterword.Tests.FollowThrough;

public sealed class DueUpdatesTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_scheduled_message_goes_at_its_instant_and_not_before(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var due = Due(test);
        await test.Store.Write(async db =>
        {
            var update = Update.Draft(
                await db.NextUpdate(),
                new UpdateAbout("ad-hoc/1", UpdateKind.AdHoc, Audience.Company, null, null, null),
                new Words("Office hours", "We meet on Monday."),
                By(test)
            );
            update.Schedule(test.Store.Now.AddHours(1), By(test));
            db.Updates.Add(update);
        });

        Assert.Equal(0, await due.All(default));
        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await due.All(default));
        Assert.Equal(0, await due.All(default));

        await using var db = test.Read();
        var gone = await db.Updates.SingleAsync();
        Assert.Equal(UpdateState.Approved, gone.State);
        Assert.Equal(
            EventKind.UpdateReleased,
            (await db.Announcements.Include(a => a.Event).SingleAsync()).Event.Kind
        );
    }

    private static DueUpdates Due(TestDatabase test) =>
        new(test.Store, test.Database, test.Clock, NullLogger<DueUpdates>.Instance);

    private static By By(TestDatabase test) => Some.Alice(test.Store.Now);
}
