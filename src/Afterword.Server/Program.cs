using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Delivery;
using Afterword.Server.Features;
using Afterword.Server.FollowThrough;
using Afterword.Server.Security;
using Afterword.Server.Shell;
using Afterword.Server.Start;

try
{
    await using var app = Build(args);
    app.GiveBackWhatIsSpare();
    await app.RunAsync();
    return 0;
}
catch (Exception refused)
    when (refused is StartException or InvalidOperationException { InnerException: null })
{
    await Console.Error.WriteLineAsync($"Afterword cannot start: {refused.Message}");
    return 2;
}

/// <summary>The server; public so that tests can start it.</summary>
public partial class Program
{
    /// <summary>Wires the whole server, not yet started.</summary>
    /// <param name="args">The options of <c>bin/run</c>.</param>
    /// <param name="change">What a test puts in place of the real thing: the clock, a channel.</param>
    internal static WebApplication Build(
        string[] args,
        Action<WebApplicationBuilder>? change = null
    )
    {
        // Settings are read at the start; watching files for changes costs a thread and a watcher each.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        var start = StartOptions.Read(builder, args);
        builder.Host.ConfigureHostOptions(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(10)
        );
        builder.Services.AddSingleton(start);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddData();
        builder.Services.AddSecurity(start.Demo ? start.DemoToken : null);
        if (start.Demo)
        {
            builder.Services.AddDemo();
        }
        else
        {
            builder.Services.AddFirstRun();
        }
        builder.Services.AddFollowThrough();
        builder.Services.AddDelivery();
        builder.Services.AddApi();
        builder.Services.AddShell();
        builder.Services.AddFeatures();
        change?.Invoke(builder);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseShell(DatabaseTrouble.StatusOf);
        app.UseSecurity();
        app.UseAntiforgery();
        app.UseApi();
        app.MapHealth();
        app.MapFeatures();
        app.MapShell();
        app.CheckDoors();
        app.AnnounceReady();
        return app;
    }
}
