using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Features;
using Afterword.Server.Security;
using Afterword.Server.Shell;
using Afterword.Server.Start;

try
{
    var builder = WebApplication.CreateBuilder();
    var start = StartOptions.Read(builder, args);
    builder.Host.ConfigureHostOptions(options =>
        options.ShutdownTimeout = TimeSpan.FromSeconds(10)
    );
    builder.Services.AddSingleton(start);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddData();
    builder.Services.AddSecurity();
    builder.Services.AddApi();
    builder.Services.AddShell();

    var app = builder.Build();
    app.UseShell();
    app.UseSecurity();
    app.UseAntiforgery();
    app.UseApi();
    app.MapHealth();
    app.MapFeatures();
    app.MapShell();
    app.AnnounceReady();
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
public partial class Program;
