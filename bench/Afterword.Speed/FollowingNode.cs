using Afterword.Core;
using Afterword.Core.Templates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
using Afterword.Server.FollowThrough;
using Afterword.Server.Security;
using Afterword.Server.Security.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Speed;

/// <summary>The outbox of a node, and the loops of its follow-through to be called one by one, on a clock that can be moved to the next morning, with a mail server of this run.</summary>
internal sealed class FollowingNode : IAsyncDisposable
{
    private static readonly Site Site = new(
        new KeyPrefixes(),
        new Uri("https://afterword.example.test/"),
        "mail.example.test",
        TemplateBook.Shipped
    );

    private readonly List<BackgroundService> _workers;
    private readonly SmtpSender _sender;
    private readonly Announce _announce;
    private readonly RollCall _roll;

    public FollowingNode(DatabaseOptions where, ShiftedClock clock, int mailPort)
    {
        Database = new Database(Options.Create(where), NullLogger<Database>.Instance);
        Store = new Store(Database, clock);
        _sender = new SmtpSender(
            new OutgoingGuard(new OutgoingAllowList([])),
            clock,
            TimeSpan.FromSeconds(10)
        );
        var mail = new ChannelSetup(
            new EmailChannel(_sender),
            new ChannelSettings(
                new Dictionary<string, string>
                {
                    ["host"] = "127.0.0.1",
                    ["port"] = $"{mailPort}",
                    ["security"] = "none",
                    ["from"] = "afterword@example.test",
                }
            )
        );
        var stops = new StopLinks(
            new MasterKey(
                Options.Create(
                    new SecurityOptions { MasterKey = Convert.ToBase64String(new byte[32]) }
                ),
                Options.Create(where)
            )
        );
        var pulse = new Pulse(clock);
        pulse.SetMigrated();
        _announce = new Announce(Store, Database, () => Site, clock, Log<Announce>());
        Sweep = new Sweep(Store, Database, () => Site, clock, Log<Sweep>());
        Remind = new Remind(Store, Database, () => Site, clock, Log<Remind>());
        DueUpdates = new DueUpdates(Store, Database, clock, Log<DueUpdates>());
        _roll = new RollCall(Database);
        var claims = new Claims(Store, Database, _roll);
        _workers =
        [
            new DeliveryWorker(
                claims,
                new Carrier(
                    Store,
                    new Payloads(Store, () => Site, stops),
                    new Results(Store, clock, Log<Results>()),
                    id => id == "email" ? mail : null,
                    Log<Carrier>()
                ),
                new DeadNodes(claims, _roll, clock, Log<DeadNodes>()),
                Store,
                pulse,
                clock,
                Log<DeliveryWorker>()
            ),
            new Sealer(Store, Database, pulse, clock, Log<Sealer>()),
        ];
    }

    public Database Database { get; }

    public Store Store { get; }

    public Sweep Sweep { get; }

    public Remind Remind { get; }

    public DueUpdates DueUpdates { get; }

    public async Task Start()
    {
        foreach (var worker in _workers)
        {
            await worker.StartAsync(default);
        }
    }

    /// <summary>The reminders of a morning as the follow-through does them.</summary>
    public Task RemindAll() => Remind.All(default, _announce.All);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.StopAsync(default);
            worker.Dispose();
        }
        await _roll.DisposeAsync();
        _sender.Dispose();
        Store.Dispose();
        Database.Dispose();
    }

    private static Said<T> Log<T>() => new();

    /// <summary>What goes wrong is to be seen beside the figures.</summary>
    private sealed class Said<T> : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Console.Error.WriteLine($"{formatter(state, exception)} {exception?.Message}");
            }
        }
    }
}
