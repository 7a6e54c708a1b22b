using System.Data.Common;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

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
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<ActionItem> ActionItems => Set<ActionItem>();
    public DbSet<ItemReminder> ItemReminders => Set<ItemReminder>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Update> Updates => Set<Update>();
    public DbSet<PlanChange> PlanChanges => Set<PlanChange>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<Gate> Gates => Set<Gate>();
    public DbSet<SameCause> SameCauses => Set<SameCause>();
    public DbSet<FixCheck> FixChecks => Set<FixCheck>();
    public DbSet<RiskCall> RiskCalls => Set<RiskCall>();
    public DbSet<Question> Questions => Set<Question>();
    public DbSet<Event> Events => Set<Event>();
    public DbSet<Announcement> Announcements => Set<Announcement>();

    private readonly PlainSql? _plain;

    /// <summary>Hand-written SQL, for the hottest lists. It sees what is committed, so a context that writes has none.</summary>
    public PlainSql Plain
    {
        get => _plain ?? throw new InvalidOperationException("This context writes; read with EF.");
        init => _plain = value;
    }

    private readonly Func<KeyPrefixes> _keys = () => new KeyPrefixes();

    /// <summary>How keys are written here, as it is set now.</summary>
    public KeyPrefixes Keys => _keys();

    /// <summary>Where <see cref="Keys"/> come from.</summary>
    public Func<KeyPrefixes> KeysFrom
    {
        init => _keys = value;
    }

    private PlainWrite? _writing;

    /// <summary>Hand-written statements in the transaction of this write; the store gives them.</summary>
    public PlainWrite Writing
    {
        get =>
            _writing
            ?? throw new InvalidOperationException("This context reads; write with the store.");
        set => _writing = value;
    }

    private DbTransaction? _toJoin;

    /// <summary>Takes part in a transaction that others may share; EF hears of it when it is first needed.</summary>
    public void Join(DbTransaction transaction) => _toJoin = transaction;

    /// <inheritdoc/>
    public override DatabaseFacade Database
    {
        get
        {
            var database = base.Database;
            if (_toJoin is { } transaction)
            {
                _toJoin = null;
                database.AutoSavepointsEnabled = false;
                database.UseTransaction(transaction);
            }
            return database;
        }
    }

    /// <summary>True once EF was asked for anything: a write that does all by hand spares what EF costs.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>The rows of a hand-written query, where one may be asked by reads and in a write alike.</summary>
    public Task<List<T>> Rows<T>(
        string sql,
        IReadOnlyList<(string Name, object Value)> parameters,
        Func<PlainRow, T> read,
        CancellationToken ct
    ) =>
        _writing is { } writing
            ? writing.Rows(sql, parameters!, row => read(new PlainRow(row, writing.IsSqlite)), ct)
            : Plain.Rows(sql, parameters, read, ct);

    /// <summary>What <see cref="Rows{T}"/> asks, said without waking EF.</summary>
    public bool RowsAreOfSqlite => _writing?.IsSqlite ?? Plain.IsSqlite;

    private readonly HashSet<Type> _wrote = [];

    /// <summary>The classes whose rows were written past EF's tracking in this write.</summary>
    public IReadOnlySet<Type> Written => _wrote;

    /// <summary>Says that rows of a class were written past EF's tracking.</summary>
    public void Wrote(Type rows) => _wrote.Add(rows);

    /// <summary>True on SQLite, where one gated connection writes.</summary>
    public bool IsSqlite =>
        _isSqlite ??= Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    private bool? _isSqlite;

    /// <summary>Called when EF is first asked for anything.</summary>
    public Action? FirstUse { private get; init; }

    // EF calls this once, when a context is first used.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        IsUsed = true;
        FirstUse?.Invoke();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(AfterwordDb).Assembly);
        Conventions.Apply(model, IsSqlite);
    }
}
