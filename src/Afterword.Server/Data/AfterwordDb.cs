using Afterword.Core.ActionItems;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

using Delivery = Afterword.Core.Delivery.Delivery;

/// <summary>Core's classes mapped to tables. Pages read it without tracking; whoever changes something goes through <see cref="Store"/>.</summary>
internal sealed class AfterwordDb(DbContextOptions<AfterwordDb> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<Service> Services => Set<Service>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<PostMortem> PostMortems => Set<PostMortem>();
    public DbSet<ActionItem> ActionItems => Set<ActionItem>();
    public DbSet<Update> Updates => Set<Update>();
    public DbSet<PlanChange> PlanChanges => Set<PlanChange>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<Gate> Gates => Set<Gate>();
    public DbSet<Event> Events => Set<Event>();
    public DbSet<Announcement> Announcements => Set<Announcement>();

    private readonly PlainSql? _plain;

    /// <summary>Hand-written SQL, for the hottest lists. It sees what is committed, so a context that writes has none.</summary>
    public PlainSql Plain
    {
        get => _plain ?? throw new InvalidOperationException("This context writes; read with EF.");
        init => _plain = value;
    }

    /// <summary>True on SQLite, where one gated connection writes.</summary>
    public bool IsSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(AfterwordDb).Assembly);
        Conventions.Apply(model, IsSqlite);
    }
}
