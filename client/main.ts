// Starts the browser client.
import './app.css'
