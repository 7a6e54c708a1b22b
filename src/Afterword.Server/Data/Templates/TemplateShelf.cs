using System.Collections.Concurrent;
using Afterword.Core.Templates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Templates;

/// <summary>
/// The installation's own templates, from memory. A change on this node shows at once, one on another node within two seconds. What
/// cannot be used is left out, so that the shipped words go, and stands here with its reason until administrators were told.
/// </summary>
internal sealed class TemplateShelf
{
    private const string Newest = "SELECT coalesce(max(number), 0) FROM template_versions";
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Shot _shot = Shot.Empty;
    private long _askedAt;
    private bool _stale = true;

    public TemplateShelf(Store store, Database database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        store.Saved += changed =>
        {
            if (changed.Contains(typeof(TemplateVersion)))
            {
                Volatile.Write(ref _stale, true);
            }
        };
    }

    /// <summary>The templates in force.</summary>
    public TemplateBook Book => Now().Book;

    /// <summary>The own templates that cannot be used, by number of their edition.</summary>
    public IReadOnlyCollection<BrokenTemplate> Broken => [.. Now().Broken.Values];

    private Shot Now()
    {
        lock (_lock)
        {
            var stale = Volatile.Read(ref _stale);
            if (!stale && _time.GetElapsedTime(_askedAt) < AskEvery)
            {
                return _shot;
            }
            Volatile.Write(ref _stale, false);
            try
            {
                var newest = _database.Plain.RowsNow(Newest, row => row.Int(0))[0];
                if (newest != _shot.Newest)
                {
                    using var db = _database.Read();
                    _shot = Shot.Of(newest, [.. Latest(db)]);
                }
                _askedAt = _time.GetTimestamp();
            }
            catch
            {
                Volatile.Write(ref _stale, true);
                throw;
            }
            return _shot;
        }
    }

    /// <summary>The newest edition of each template.</summary>
    public static IQueryable<TemplateVersion> Latest(AfterwordDb db) =>
        db.Set<TemplateVersion>()
            .AsNoTracking()
            .Where(v =>
                !db.Set<TemplateVersion>().Any(o => o.Name == v.Name && o.Edition > v.Edition)
            );

    private sealed class Shot(
        int newest,
        TemplateBook book,
        ConcurrentDictionary<int, BrokenTemplate> broken
    )
    {
        public static readonly Shot Empty = new(0, TemplateBook.Shipped, []);

        public int Newest => newest;

        public TemplateBook Book => book;

        public ConcurrentDictionary<int, BrokenTemplate> Broken => broken;

        public static Shot Of(int newest, IReadOnlyList<TemplateVersion> latest)
        {
            var broken = new ConcurrentDictionary<int, BrokenTemplate>();
            var own = new List<Template>();
            var numbers = latest.ToDictionary(v => v.Name, v => v.Number);
            foreach (var version in latest.Where(v => v.Text is not null))
            {
                try
                {
                    own.Add(TemplateCheck.Read(version.Name, version.Text!));
                }
                catch (TemplateException wrong)
                {
                    broken[version.Number] = new(version.Number, version.Name, wrong.Message);
                }
            }
            return new Shot(
                newest,
                new TemplateBook(
                    own,
                    wrong =>
                    {
                        var number = numbers[wrong.Template];
                        broken[number] = new(number, wrong.Template, wrong.Message);
                    }
                ),
                broken
            );
        }
    }
}

/// <summary>An own template that cannot be used.</summary>
/// <param name="Number">The number of its edition.</param>
/// <param name="Name">Which template.</param>
/// <param name="Problem">Where, what, and the way out.</param>
internal sealed record BrokenTemplate(int Number, string Name, string Problem);
